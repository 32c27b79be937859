package main

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryLateExpressionCompiles stands for the start of the program, at which they are no longer compiled.
func TestEveryLateExpressionCompiles(t *testing.T) {
	t.Parallel()
	seen := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if entry.Name() == "node_modules" || entry.Name() == ".git" {
			return filepath.SkipDir
		}
		seen += compileExpressions(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 250 {
		t.Errorf("found %d expressions", seen)
	}
}

// compileExpressions compiles what one folder hands to pattern. Only its constants are needed, so that nothing it imports is read.
func compileExpressions(t *testing.T, folder string) int {
	set := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	known := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Error: func(error) {}, Importer: nothing{}}
	config.Check(folder, set, files, &known) //nolint:errcheck // what is imported is missing
	seen := 0
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if callee, ok := call.Fun.(*ast.SelectorExpr); !ok || types.ExprString(callee) != "pattern.Lazy" && types.ExprString(callee) != "pattern.Compile" {
				return true
			}
			for _, argument := range call.Args {
				seen++
				value := known.Types[argument].Value
				if value == nil {
					t.Errorf("%s: no constant", set.Position(argument.Pos()))
				} else if _, err := regexp.Compile(constant.StringVal(value)); err != nil {
					t.Errorf("%s: %v", set.Position(argument.Pos()), err)
				}
			}
			return true
		})
	}
	return seen
}

// nothing imports no package.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) { return nil, fs.ErrNotExist }
