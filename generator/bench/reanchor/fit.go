package main

import (
	"fmt"
	"io"
	"math"

	"briefing/generator/reanchor"
)

// ridge is the penalty on the squares of the coefficients. It keeps them small where
// few cases tell about them.
const ridge = 0.2

// rounds is the number of steps of the fit; it has converged well before.
const rounds = 60

// choice is the candidates of a case. The passage is at one of those that are right,
// or gone if none is.
type choice struct {
	terms [][]float64 // of each candidate
	right []bool
}

// fit prints for each kind of candidate the coefficients that give the right choices
// the greatest likelihood, with [ridge], as the table in generator/reanchor/judge.go
// has them. A candidate is right if at least half of the words of it and of the wanted
// place are in both.
func fit(w io.Writer, in io.Reader, folder string, m mode) error {
	var choices []choice
	for c, err := range read(in, folder) {
		if err != nil {
			return err
		}
		if m.noOld {
			c.Old = ""
		}
		if c.isJudged() {
			choices = append(choices, newChoice(&c))
		}
	}
	found, n := likeliest(choices), len(reanchor.Features{}.Terms())
	for k := reanchor.InPlace; k <= reanchor.Alike; k++ {
		if part := found[int(k)*n : (int(k)+1)*n]; part[0] != 0 {
			if _, err := fmt.Fprintf(w, "kind %d: %.2f\n", k, part); err != nil {
				return err
			}
		}
	}
	return nil
}

// newChoice has for each candidate the terms of all kinds one behind the other, 0 but
// for those of its kind.
func newChoice(c *testCase) choice {
	n := len(reanchor.Features{}.Terms())
	var made choice
	for _, found := range reanchor.New(c.Old, c.New).Candidates(c.passage()) {
		isRight := false
		if c.want != nil {
			v := compare(c, found.Range)
			isRight = v == exact || v == right
		}
		all := make([]float64, (int(reanchor.Alike)+1)*n)
		terms := found.Features.Terms()
		copy(all[int(found.Kind)*n:], terms[:])
		made.terms = append(made.terms, all)
		made.right = append(made.right, isRight)
	}
	return made
}

// likeliest maximizes the likelihood of the right choices by Newton's method, with the
// curvature of the part that is concave.
func likeliest(choices []choice) []float64 {
	n := (int(reanchor.Alike) + 1) * len(reanchor.Features{}.Terms())
	weights := make([]float64, n)
	for range rounds {
		gradient, curvature := make([]float64, n), make([][]float64, n)
		for i := range curvature {
			curvature[i] = make([]float64, n)
			curvature[i][i] = ridge
			gradient[i] = -ridge * weights[i]
		}
		for _, c := range choices {
			c.learn(weights, gradient, curvature)
		}
		for i, by := range solve(curvature, gradient) {
			weights[i] += by
		}
	}
	return weights
}

// learn adds what a choice says to the gradient and the curvature.
func (c choice) learn(weights, gradient []float64, curvature [][]float64) {
	odds := make([]float64, len(c.terms))
	all, right := 1.0, 0.0
	for k, terms := range c.terms {
		odds[k] = math.Exp(dot(weights, terms))
		all += odds[k]
		if c.right[k] {
			right += odds[k]
		}
	}
	mean := make([]float64, len(weights))
	for k, terms := range c.terms {
		p := odds[k] / all
		wanted := 0.0
		if c.right[k] {
			wanted = odds[k] / right
		}
		for i, x := range terms {
			if x == 0 {
				continue
			}
			gradient[i] += (wanted - p) * x
			mean[i] += p * x
			for j, y := range terms {
				curvature[i][j] += p * x * y
			}
		}
	}
	for i, x := range mean {
		if x == 0 {
			continue
		}
		for j, y := range mean {
			curvature[i][j] -= x * y
		}
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// solve solves a system of linear equations whose matrix is symmetric and positive
// definite, by elimination. It overwrites both.
func solve(a [][]float64, b []float64) []float64 {
	for i := range a {
		for k := i + 1; k < len(a); k++ {
			by := a[k][i] / a[i][i]
			for j := i; j < len(a); j++ {
				a[k][j] -= by * a[i][j]
			}
			b[k] -= by * b[i]
		}
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := i + 1; j < len(a); j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b
}
