package article

func Furniture(text string) []Span                       { return nil }
func dropFurniture(blocks []block, title string) []block { return blocks }
