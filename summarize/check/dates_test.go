package check

import (
	"testing"
)

func TestKeepsDates(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, keepsDates, map[string]ruleRow{
		"the same day":            {[]int{council}, "", "The council met on Tuesday.", "stands"},
		"the day cut short":       {[]int{council}, "", "The council met on Tues.", "stands"},
		"the month cut short":     {[]int{ministry}, "", "The ministry offered money in Sept.", "stands"},
		"may, the verb":           {[]int{council}, "", "The council may meet again.", "stands"},
		"march, the verb":         {[]int{council}, "", "The residents march.", "stands"},
		"another day":             {[]int{council}, "", "On Friday the council met.", "doubted: has a date that its sentences lack"},
		"another day in front":    {[]int{council}, "", "Friday saw the council meet.", "doubted: has a date that its sentences lack"},
		"another month":           {[]int{ministry}, "", "The ministry offered money in October.", "doubted: has a date that its sentences lack"},
		"next for last":           {[]int{mayorQuoted}, "", "Feld speaks to reporters next week.", "doubted: has a date that its sentences lack"},
		"past for last":           {[]int{mayorQuoted}, "", "Feld spoke to reporters in the past week.", "stands"},
		"last month for this":     {[]int{ministry}, "", "The ministry wanted an answer last month.", "doubted: has a date that its sentences lack"},
		"today out of nowhere":    {[]int{council}, "", "The council meets today.", "doubted: has a date that its sentences lack"},
		"a day in another tongue": {[]int{council}, "", "The council met on mercredi.", "doubted: has a date that its sentences lack"},
	})
}

func TestDatelinesAreCut(t *testing.T) {
	t.Parallel()
	for lead, want := range map[string]string{
		"HALVIK — The council met.":             "The council met.",
		"HALVIK —The council met.":              "The council met.",
		"HALVIK— The council met.":              "The council met.",
		"NEW HALVIK, Ostland - It rained.":      "It rained.",
		"(Northwire) -- It rained.":             "It rained.",
		"NEW HALVIK The council met.":           "The council met.",
		"HALVIK, Ostland/DUNBY Talks ended.":    "Talks ended.",
		"LONDON has put off its vote.":          "LONDON has put off its vote.",
		"Cable News (CNN) has sued the town.":   "Cable News (CNN) has sued the town.",
		"LONDON — Sailors met the council.":     "Sailors met the council.",
		"LONDON Sailors met the council.":       "Sailors met the council.",
		"BOATUS Sailors met the council.":       "BOATUS Sailors met the council.",
		"Halvik (CNN)It rained.":                "It rained.",
		"The council of Halvik (CNN) met.":      "The council of Halvik (CNN) met.",
		"The mayor — a baker — met the council": "The mayor — a baker — met the council",
	} {
		if got := DropDateline(lead); got != want {
			t.Errorf("DropDateline(%q) = %q, want %q", lead, got, want)
		}
	}
}
