package attribution

import "math"

// few is how many candidates of each decision are kept: the right one is nearly always among them.
const few = 3

// A ballot keeps the best few of the candidates that it is shown, by their scores, and what share of the softmax each has.
type ballot struct {
	who   [few]int32
	score [few]float32
	n     int     // how many are kept
	seen  int     // how many were shown
	all   float64 // sum of exp(score - score of the best)
}

func (b *ballot) add(who int32, score float32) {
	b.seen++
	switch {
	case b.seen == 1:
		b.all = 1
	case score > b.score[0]:
		b.all = b.all*math.Exp(float64(b.score[0]-score)) + 1
	default:
		b.all += math.Exp(float64(score - b.score[0]))
	}
	k := b.n
	for k > 0 && score > b.score[k-1] {
		k--
	}
	if k == few {
		return
	}
	b.n = min(b.n+1, few)
	copy(b.who[k+1:b.n], b.who[k:])
	copy(b.score[k+1:b.n], b.score[k:])
	b.who[k], b.score[k] = who, score
}

// share is that of candidate k of the kept ones.
func (b *ballot) share(k int) float32 {
	return float32(math.Exp(float64(b.score[k]-b.score[0])) / b.all)
}

// lead is by how much the best candidate beats the next one.
func (b *ballot) lead() float32 {
	if b.n < 2 {
		return float32(math.Inf(1))
	}
	return b.score[0] - b.score[1]
}

// A share is an entity that may be meant, or -1 for somebody whom the text does not name, and how likely.
type share struct {
	entity int32
	part   float32
}

// A split shares a decision out among entities, the most likely first.
type split []share

// add gives the entity a part more.
func (p *split) add(entity int32, part float32) {
	list := *p
	k := 0
	for k < len(list) && list[k].entity != entity {
		k++
	}
	if k == len(list) {
		list = append(list, share{entity: entity})
	}
	list[k].part += part
	for k > 0 && list[k].part > list[k-1].part {
		list[k], list[k-1] = list[k-1], list[k]
		k--
	}
	*p = list
}

// addAll gives every entity of other a part of what it has there.
func (p *split) addAll(other split, part float32) {
	for _, x := range other {
		p.add(x.entity, x.part*part)
	}
}

// of is the part of an entity.
func (p split) of(entity int32) float32 {
	for _, x := range p {
		if x.entity == entity {
			return x.part
		}
	}
	return 0
}

// named is the k-th most likely of those whom the text names, or a share of -1.
func (p split) named(k int) share {
	for _, x := range p {
		if x.entity < 0 {
			continue
		}
		if k == 0 {
			return x
		}
		k--
	}
	return share{entity: -1}
}
