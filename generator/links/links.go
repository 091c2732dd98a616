// Package links asks whether the addresses that the content names still answer.
//
// It has two halves. The [Client] asks: politely (one request at a time for each
// host, with a pause between them, few at once altogether, a robots.txt is obeyed,
// and so is Retry-After), and it returns a [Reply], what came of it. [Judge] and
// [History] decide, from replies alone: whether the address is fine, has moved, is
// missing, or whether nothing can be told, which is what an error of a server, a
// wall against programs, or a time-out says. An address is dead only if it was
// missing in checks of several different days ([History.Dead]).
//
// [Findings] turns this into diagnostics at the places of the addresses, [Archive]
// looks for copies at the Internet Archive. The package reads and writes no files.
//
// Whether a page still says what it was cited for is looked at only where a source
// has extracts, and by their words ([History.AddWords]).
package links

// Outcome is what one check of an address found.
type Outcome string

const (
	Fine    Outcome = "fine"    // it answers
	Moved   Outcome = "moved"   // it answers at another address, for good
	Missing Outcome = "missing" // the server, or the name service, says that there is no such thing
	Unclear Outcome = "unclear" // nothing can be told from the reply
	Private Outcome = "private" // its host is not public; it was not asked
)

// Verdict is an outcome with its reason.
type Verdict struct {
	Outcome Outcome
	Reason  string // why, as the end of a sentence; empty if it is fine
	To      string // of Moved: the new address; of Fine: the same with https, if the address lacks it and that answers
	Status  int    // the last status of HTTP; 0 if nothing answered
}
