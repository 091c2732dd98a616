package parallel_test

import (
	"slices"
	"testing"

	"briefing/generator/parallel"
)

func TestEachIsCalledOnceForEveryNumber(t *testing.T) {
	for _, n := range []int{0, 1, 1000} {
		calls := make([]int, n)
		parallel.Each(n, func(i int) { calls[i]++ })
		if want := slices.Repeat([]int{1}, n); !slices.Equal(calls, want) {
			t.Errorf("of %d numbers: %v", n, calls)
		}
	}
}
