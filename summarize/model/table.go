package model

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A Row is what is known of one model.
type Row struct {
	Model           string
	In, Cached, Out float64 // US dollars a million tokens
	Window          int     // tokens in and out; 0 when unknown
}

// A Table holds rows; the first that fits a model counts.
type Table []Row

//go:embed models.csv
var builtIn []byte

// BuiltIn is the table that ships with Parley; models.csv says where its figures are from. Prices change: an operator's
// own rows go before it.
func BuiltIn() Table {
	table, err := ParseTable(builtIn)
	if err != nil { // a broken file of our own; TestBuiltInTableIsSound keeps it from happening
		panic(err)
	}
	return table
}

// ParseTable reads lines of model, dollars a million tokens in, cached in, out, and the window in tokens. Lines that begin
// with # are passed over. Its error names the line.
func ParseTable(data []byte) (Table, error) {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comment, reader.FieldsPerRecord, reader.TrimLeadingSpace = '#', 5, true
	var table Table
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return table, nil
		}
		if err != nil {
			return nil, fmt.Errorf("prices: %w", err)
		}
		row, err := parseRow(fields)
		if err != nil {
			line, _ := reader.FieldPos(0)
			return nil, fmt.Errorf("prices: line %d: %w", line, err)
		}
		table = append(table, row)
	}
}

func parseRow(fields []string) (Row, error) {
	row := Row{Model: bareName(strings.TrimSpace(fields[0]))}
	if row.Model == "" {
		return Row{}, errors.New("no model is named")
	}
	for i, into := range []*float64{&row.In, &row.Cached, &row.Out} {
		value, err := strconv.ParseFloat(strings.TrimSpace(fields[i+1]), 64)
		if err != nil || !(value >= 0 && value < 1e6) {
			return Row{}, fmt.Errorf("%q is not a price in dollars", fields[i+1])
		}
		*into = value
	}
	window, err := strconv.Atoi(strings.TrimSpace(fields[4]))
	if err != nil || window < 0 {
		return Row{}, fmt.Errorf("%q is not a number of tokens", fields[4])
	}
	row.Window = window
	return row, nil
}

// Find is the row of a model. A maker before the name and a date behind it are passed over: openai/gpt-4o-2024-08-06 is
// gpt-4o, but gpt-4o-mini is not.
func (t Table) Find(model string) (Row, bool) {
	name := bareName(model)
	at := slices.IndexFunc(t, func(r Row) bool {
		rest, found := strings.CutPrefix(name, r.Model)
		return found && (rest == "" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "@") || rest == "-latest" || strings.HasPrefix(rest, "-20"))
	})
	if at < 0 {
		return Row{}, false
	}
	return t[at], true
}

// Cost is the price of so many tokens in US dollars.
func (r Row) Cost(in, cached, out int) float64 {
	return (float64(in-cached)*r.In + float64(cached)*r.Cached + float64(out)*r.Out) / 1e6
}
