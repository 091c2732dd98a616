package check

import (
	"regexp"
	"strconv"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// claimTexts calls see for what claims say: of checks that an editor worded.
func claimTexts(d *desk, see func(a *graph.Annotation, t content.Text)) {
	for _, a := range d.standing {
		if a.IsCheck() && a.Annotation.Claim.IsSet() {
			see(a, a.Annotation.Claim)
		}
	}
}

var (
	// bareSum is a great figure behind which nothing is counted.
	bareSum = regexp.MustCompile(`\b(\d[\d.,]* (?:thousand|million|billion|trillion))(?:[.,;:)!?]|$| (?:in|for|on|to|from|by|at|and|over|a|per|since|between|during|last|this|each|every)\b)`)
	// currencies are signs and names by which a sum may say its currency.
	currencies = regexp.MustCompile(`[$€£¥₽₴₸₹₩₺]|(?i)\b(?:dollars?|euros?|pounds?|yuan|renminbi|ro?u?bles?|som(?:s|oni|onis)?|tenge|sum|yen|won|lira|hryvnias?|francs?|crowns?|kron[aeor]+|zlotys?|rupees?|riyals?|dirhams?|dinars?|laris?|manats?|pesos?|reais|real|rand|shekels?)\b|\b(?:USD|EUR|GBP|CNY|RMB|RUB|KGS|TJS|KZT|UZS|JPY|CHF|UAH|GEL)\b`)
	money      = regexp.MustCompile(`(?i)\b(?:costs?|paid|pays?|pay|spends?|spent|invests?|invested|investments?|loans?|lends?|lent|debts?|owes?|owed|grants?|granted|budget|prices?|worth|funds?|funded|funding|finances?|financed|turnover|revenues?|exports?|imports?|trade|aid|credits?|GDP|earns?|earned|sold|bought)\b`)
)

// sumBare looks at sums of money alone: of what else is counted a claim mostly says it.
func sumBare(d *desk, report reporter) {
	claimTexts(d, func(a *graph.Annotation, t content.Text) {
		if !money.MatchString(t.Value) || currencies.MatchString(t.Value) {
			return
		}
		if m := bareSum.FindStringSubmatch(t.Value); m != nil {
			report(&a.Head, t.At, "%s of what? The claim names no currency", m[1]).Hint = "write " + m[1] + " dollars, or what is meant"
		}
	})
}

// change is a rise or fall of a share: “from 5 to 8 per cent, by 3 per cent”.
var (
	fromTo = regexp.MustCompile(`from (\d+(?:\.\d+)?) ?(?:%|per ?cent)? to (\d+(?:\.\d+)?) ?(?:%|per ?cent)`)
	byPer  = regexp.MustCompile(`\b(?:by|of) (\d+(?:\.\d+)?) ?(%|per ?cent(?:age points?)?)`)
)

func percentPoints(d *desk, report reporter) {
	claimTexts(d, func(a *graph.Annotation, t content.Text) {
		span, step := fromTo.FindStringSubmatch(t.Value), byPer.FindStringSubmatch(t.Value)
		if span == nil || step == nil || strings.Contains(step[2], "point") {
			return
		}
		from, to, by := figureOf(span[1]), figureOf(span[2]), figureOf(step[1])
		if diff := to - from; by > 0 && (isNear(diff, by) || isNear(-diff, by)) {
			report(&a.Head, t.At, "from %s to %s per cent is a change of %s points, not per cent", span[1], span[2], step[1]).
				Hint = "write " + step[1] + " percentage points"
		}
	})
}

// figureOf is the value of a figure with a decimal point.
func figureOf(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("check: no figure: " + s) // the form has digits
	}
	return f
}

func isNear(a, b float64) bool { return a-b < 0.05 && b-a < 0.05 }
