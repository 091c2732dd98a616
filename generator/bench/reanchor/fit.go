package main

import (
	"fmt"
	"io"
	"math"

	"briefing/generator/reanchor"
)

// ridge is the penalty on the squares of the coefficients, the first apart. It keeps
// them small where few cases tell about them.
const ridge = 0.3

// sample is a candidate and whether it is right.
type sample struct {
	terms []float64
	right float64 // 1 or 0
}

// fit prints for each kind of candidate the coefficients of the logistic function
// that gives the right candidates of the cases the greatest likelihood, with [ridge]:
// Newton's method, here the same as iteratively reweighted least squares. A candidate
// is right if at least half of the words of it and of the wanted place are in both.
func fit(w io.Writer, cases []testCase) error {
	samples := map[reanchor.Kind][]sample{}
	for _, c := range cases {
		if !c.isJudged() {
			continue
		}
		for _, found := range reanchor.New(c.Old, c.New).Candidates(c.passage()) {
			var g group
			if c.want != nil {
				g.compare(c, found.Range)
			}
			terms := found.Features.Terms()
			samples[found.Kind] = append(samples[found.Kind], sample{terms[:], float64(g.right)})
		}
	}
	for _, k := range []reanchor.Kind{reanchor.InPlace, reanchor.Away, reanchor.Alike} {
		if len(samples[k]) == 0 {
			continue
		}
		if _, err := fmt.Fprintf(w, "kind %d, %d candidates: %.2f\n", k, len(samples[k]), logistic(samples[k])); err != nil {
			return err
		}
	}
	return nil
}

// logistic fits coefficients to samples.
func logistic(samples []sample) []float64 {
	n := len(samples[0].terms)
	weights := make([]float64, n)
	for range 30 {
		gradient, hessian := make([]float64, n), make([][]float64, n)
		for i := range hessian {
			hessian[i] = make([]float64, n)
			if i > 0 {
				gradient[i] = -ridge * weights[i]
				hessian[i][i] = ridge
			}
		}
		for _, s := range samples {
			p := 1 / (1 + math.Exp(-dot(weights, s.terms)))
			for i, x := range s.terms {
				gradient[i] += (s.right - p) * x
				for j, y := range s.terms {
					hessian[i][j] += p * (1 - p) * x * y
				}
			}
		}
		for i, by := range solve(hessian, gradient) {
			weights[i] += by
		}
	}
	return weights
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
