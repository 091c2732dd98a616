package bucket

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"briefing/generator/publish"
)

// Where the notes lie, beside the site.
const (
	notes    = ".briefing/"
	statused = notes + "state.json"
	releases = notes + "releases/"
	kept     = notes + "kept/"
)

// state is what the notes say: names of releases, empty if there is none.
type state struct {
	Release  string   `json:"release"`
	Previous string   `json:"previous,omitempty"`
	Pending  []string `json:"pending,omitempty"` // on their way when a run was killed, and now

	// Since is when the run that is on was heard of last; zero if none is, or it told
	// that it stopped.
	Since time.Time `json:"since,omitzero"`
}

// silent is how long a run is not heard of until it counts as killed. One that is on
// notes the time more often.
const silent = 15 * time.Minute

// Change is what a run would do. It was computed from what is there; Apply refuses
// if that has changed.
type Change struct {
	Report
	Unfinished bool // an earlier run was killed, and this one puts right what it left
	Resume     bool // set it if it is known that no other run is on, though one was heard of

	b        *Bucket
	mu       sync.Mutex // of state and etag while objects are put
	state    state
	etag     string // of the state; empty if there is none
	there    release
	next     release
	isNew    bool // next is published now, and was not before
	plan     plan
	contents func(context.Context, file) error
}

// Errors of this package that callers tell apart.
var (
	ErrForeign  = errors.New("the bucket holds objects that are not ours")
	ErrNothing  = errors.New("there is no release to go back to")
	ErrMeantime = errors.New("somebody else is publishing there")
)

// Compare says what publishing the files would do. progress, which may be nil, is
// told how many files are made.
//
// It fails with [ErrForeign] if there are objects and neither notes nor the list of
// a built site ([publish.Manifest]).
func (b *Bucket) Compare(ctx context.Context, files []publish.File, progress func(done int)) (*Change, error) {
	c, pending, err := b.look(ctx)
	if err != nil {
		return nil, err
	}
	if c.next, err = describe(files, progress); err != nil {
		return nil, err
	}
	c.isNew = true
	sources := make(map[string]publish.File, len(files))
	for _, f := range files {
		sources[f.Path] = f
	}
	c.contents = func(ctx context.Context, f file) error { return b.upload(ctx, sources[f.Path], f) }
	return c.planned(pending), nil
}

// CompareUndo says what going back would do: to the release before, or to the one
// that is there if a run was killed on the way to another. Going back twice is going
// forth again. It fails with [ErrNothing] if there is none.
func (b *Bucket) CompareUndo(ctx context.Context) (*Change, error) {
	c, pending, err := b.look(ctx)
	if err != nil {
		return nil, err
	}
	back := c.state.Previous
	if c.Unfinished {
		back = c.state.Release
	}
	if back == "" {
		return nil, ErrNothing
	}
	if c.next, err = b.release(ctx, back); err != nil {
		return nil, err
	}
	if c.contents = b.restore; c.Unfinished {
		c.contents = b.restoreIfKept
		return c.planned(pending), nil
	}
	return c.planned(pending), c.checkKept(ctx)
}

// Editions returns the release that is there, and the one that going back would bring;
// none if there is none. After a run that was killed these are the same.
func (b *Bucket) Editions(ctx context.Context) (shown, back publish.Edition, err error) {
	c, _, err := b.look(ctx)
	if err != nil {
		return shown, back, err
	}
	if c.Unfinished {
		return c.there.edition(), c.there.edition(), nil
	}
	previous, err := b.release(ctx, c.state.Previous)
	return c.there.edition(), previous.edition(), err
}

// checkKept makes sure that everything is there which going back needs.
func (c *Change) checkKept(ctx context.Context) error {
	names, err := c.b.list(ctx, kept, unlimited)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, name := range names {
		there[name] = true
	}
	for _, f := range slices.Concat(c.plan.put...) {
		if !there[kept+f.Sum] {
			return fmt.Errorf("%s: %w: what was kept of %s is gone", c.b.Address, ErrNothing, f.Path)
		}
	}
	return nil
}

func (c *Change) planned(pending []release) *Change {
	c.plan = newPlan(c.there, pending, c.next)
	c.Report = c.plan.report(c.next)
	c.There = len(c.there.Files)
	return c
}

// look reads the notes. It returns what killed runs were about to publish.
func (b *Bucket) look(ctx context.Context) (c *Change, pending []release, err error) {
	c = &Change{b: b}
	text, etag, err := b.get(ctx, statused)
	if err != nil {
		return nil, nil, err
	}
	if text == nil {
		c.there, err = b.takeOver(ctx)
		return c, nil, err
	}
	c.etag = etag
	if err := json.Unmarshal(text, &c.state); err != nil {
		return nil, nil, fmt.Errorf("%s%s: %w", b.Address, statused, err)
	}
	c.Unfinished = len(c.state.Pending) > 0
	if c.there, err = b.release(ctx, c.state.Release); err != nil {
		return nil, nil, err
	}
	for _, name := range c.state.Pending {
		r, err := b.release(ctx, name)
		if err != nil {
			return nil, nil, err
		}
		pending = append(pending, r)
	}
	return c, pending, nil
}

// takeOver returns what a place without notes holds: nothing, or a built site.
func (b *Bucket) takeOver(ctx context.Context) (release, error) {
	manifest, _, err := b.get(ctx, publish.Manifest)
	if manifest != nil || err != nil {
		return fromManifest(manifest), err
	}
	found, err := b.list(ctx, "", 1)
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("%s: %w: there is no %s, but %s; publish below a prefix of its own", b.Address, ErrForeign, publish.Manifest, found[0])
	}
	return release{}, err
}

// release reads the note of a release; none of no name.
func (b *Bucket) release(ctx context.Context, name string) (release, error) {
	var r release
	if name == "" {
		return r, nil
	}
	text, _, err := b.get(ctx, releases+name+".json")
	if err == nil && text == nil {
		err = errors.New("the note is gone")
	}
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		return r, fmt.Errorf("%s%s%s.json: %w", b.Address, releases, name, err)
	}
	return r, nil
}

// Apply does what was compared. progress, which may be nil, is told how many
// objects are put or deleted. After an error the site works and a part of it may be
// new; the next run puts it right. It fails with [ErrMeantime] if another run is on or
// began meanwhile.
func (c *Change) Apply(ctx context.Context, progress func(done int)) error {
	if c.etag != "" && !c.Unfinished && len(c.Written)+len(c.Removed) == 0 {
		return nil
	}
	if left := silent - c.b.now().Sub(c.state.Since); c.Unfinished && !c.Resume && left > 0 {
		return fmt.Errorf("%s: %w, or was killed; wait %s, or add --resume if it was", c.b.Address, ErrMeantime, left.Round(time.Second))
	}
	name, err := c.begin(ctx)
	if err != nil {
		return err
	}
	if err := c.move(ctx, progress); err != nil {
		c.stopped(ctx)
		return err
	}
	if name != c.state.Release { // else a killed run was taken back
		c.state.Previous = c.state.Release
	}
	c.state.Release, c.state.Pending, c.state.Since = name, nil, time.Time{}
	if err := c.note(ctx); err != nil {
		return err
	}
	if err := c.tidy(ctx); err != nil {
		return fmt.Errorf("the site is published; to tidy up: %w", err)
	}
	return nil
}

// move keeps, replaces and deletes objects, step by step.
func (c *Change) move(ctx context.Context, progress func(done int)) error {
	if err := c.keepOld(ctx); err != nil {
		return err
	}
	var mu sync.Mutex
	done := 0
	counted := func(do func(context.Context, file) error) func(context.Context, file) error {
		return func(ctx context.Context, f file) error {
			if err := c.renew(ctx); err != nil {
				return err
			}
			err := do(ctx, f)
			mu.Lock()
			defer mu.Unlock()
			if done++; progress != nil {
				progress(done)
			}
			return err
		}
	}
	for _, files := range c.plan.put {
		if err := each(ctx, files, counted(c.contents)); err != nil {
			return err
		}
	}
	return each(ctx, c.plan.remove, counted(func(ctx context.Context, f file) error { return c.b.remove(ctx, f.Path) }))
}

// begin notes what is on its way, and returns its name. If the notes are not those
// that were read, somebody else is publishing.
func (c *Change) begin(ctx context.Context) (name string, err error) {
	if c.etag == "" && len(c.there.Files) > 0 { // taken over
		if c.state.Release, err = c.b.noteRelease(ctx, c.there); err != nil {
			return "", err
		}
	}
	now := c.b.now().UTC()
	if c.isNew {
		c.next.Time = now.Truncate(time.Second)
	}
	if name, err = c.b.noteRelease(ctx, c.next); err != nil {
		return "", err
	}
	c.state.Pending, c.state.Since = append(c.state.Pending, name), now
	return name, c.note(ctx)
}

// renew notes that the run is still on, now and then.
func (c *Change) renew(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.b.now().UTC()
	if now.Sub(c.state.Since) < silent/3 {
		return nil
	}
	c.state.Since = now
	return c.note(ctx)
}

// stopped notes, if it can, that the run is not on any more, so that the next one need
// not wait. What is on its way stays noted.
func (c *Change) stopped(ctx context.Context) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop()
	c.state.Since = time.Time{}
	_ = c.note(ctx)
}

// note writes the state if the one in the store is that which this run read or wrote
// last.
func (c *Change) note(ctx context.Context) error {
	text, err := json.Marshal(c.state)
	if err != nil {
		panic(err) // it is texts
	}
	header := noted()
	if c.etag == "" {
		header.Set("If-None-Match", "*")
	} else {
		header.Set("If-Match", c.etag)
	}
	etag, err := c.b.putVersion(ctx, statused, text, header)
	if hasCode(err, preconditionFailed) {
		there, version, readErr := c.b.get(ctx, statused)
		if readErr != nil || !bytes.Equal(there, text) {
			return fmt.Errorf("%s: %w; try again", c.b.Address, ErrMeantime)
		}
		etag, err = version, nil // it was written, and the answer was lost
	}
	if err == nil {
		c.etag = etag
	}
	return err
}

// noted is how notes are put.
func noted() http.Header { return shown("application/json", publish.AskAgain) }

func (b *Bucket) noteRelease(ctx context.Context, r release) (name string, err error) {
	text, name := r.json()
	return name, b.put(ctx, releases+name+".json", text, noted())
}

// keepOld keeps what will be replaced. Nothing is replaced before all is kept. So
// of what a killed run kept only a part, nothing is replaced, and what it did keep
// must not be kept again: its place may hold something new.
func (c *Change) keepOld(ctx context.Context) error {
	already := map[string]bool{}
	if c.Unfinished {
		names, err := c.b.list(ctx, kept, unlimited)
		if err != nil {
			return err
		}
		for _, name := range names {
			already[strings.TrimPrefix(name, kept)] = true
		}
	}
	return each(ctx, c.plan.old, func(ctx context.Context, f file) error {
		if already[f.Sum] {
			return nil
		}
		if err := c.renew(ctx); err != nil {
			return err
		}
		return c.b.keep(ctx, f)
	})
}

const unlimited = 1 << 30

// upload makes a file again and puts it.
func (b *Bucket) upload(ctx context.Context, source publish.File, f file) error {
	var content bytes.Buffer
	if err := source.Content(&content); err != nil {
		return err
	}
	if describeOne(f.Path, content.Bytes()) != f {
		return fmt.Errorf("%s changed while it was published; try again", f.Path)
	}
	return b.put(ctx, f.Path, content.Bytes(), shown(f.Type, f.Cache))
}

// restoreIfKept is restore after a killed run: what was not kept was not replaced.
func (b *Bucket) restoreIfKept(ctx context.Context, f file) error {
	err := b.restore(ctx, f)
	if isMissing(err) {
		return nil
	}
	return err
}

// tidy deletes what nobody can go back to any more.
func (c *Change) tidy(ctx context.Context) error {
	needed := map[string]bool{}
	if c.state.Previous != "" {
		previous, err := c.b.release(ctx, c.state.Previous)
		if err != nil {
			return err
		}
		for _, files := range newPlan(c.next, nil, previous).put {
			for _, f := range files {
				needed[kept+f.Sum] = true
			}
		}
	}
	needed[releases+c.state.Release+".json"] = true
	needed[releases+c.state.Previous+".json"] = true
	var old []file
	for _, folder := range []string{kept, releases} {
		names, err := c.b.list(ctx, folder, unlimited)
		if err != nil {
			return err
		}
		for _, name := range names {
			if !needed[name] {
				old = append(old, file{Path: name})
			}
		}
	}
	return each(ctx, old, func(ctx context.Context, f file) error { return c.b.remove(ctx, f.Path) })
}
