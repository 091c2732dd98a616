package lsp

import (
	"encoding/json"
	"io"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// queue is a stream of messages that never waits for the client to read: messages are
// kept, in their order, and written by a goroutine of their own. Otherwise a client
// that writes much before it reads, and a server that answers while it reads, would
// wait for each other.
//
// What a client never reads is kept until the connection ends.
type queue struct {
	jsonrpc2.ObjectStream

	mutex   sync.Mutex // of everything below
	more    *sync.Cond // a message, the end, or a fault
	waiting []json.RawMessage
	isOver  bool
	fault   error // of writing

	written chan struct{} // closed when the writer has ended
}

func newQueue(under jsonrpc2.ObjectStream) *queue {
	q := &queue{ObjectStream: under, written: make(chan struct{})}
	q.more = sync.NewCond(&q.mutex)
	go q.write()
	return q
}

// WriteObject keeps a message. It returns the fault of an earlier one.
func (q *queue) WriteObject(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.fault != nil || q.isOver {
		if q.fault != nil {
			return q.fault
		}
		return io.ErrClosedPipe
	}
	q.waiting = append(q.waiting, text)
	q.more.Signal()
	return nil
}

// write writes what is kept, until the end.
func (q *queue) write() {
	defer close(q.written)
	for {
		q.mutex.Lock()
		for len(q.waiting) == 0 && !q.isOver {
			q.more.Wait()
		}
		batch := q.waiting
		q.waiting = nil
		q.mutex.Unlock()
		if len(batch) == 0 {
			return
		}
		for _, text := range batch {
			if err := q.ObjectStream.WriteObject(text); err != nil {
				q.mutex.Lock()
				q.fault, q.isOver = err, true
				q.mutex.Unlock()
				return
			}
		}
	}
}

// patience is how long the end waits for a client that does not read.
const patience = time.Second

// Close writes what is kept, unless the client reads nothing, and ends the stream.
func (q *queue) Close() error {
	q.mutex.Lock()
	q.isOver = true
	q.more.Signal()
	q.mutex.Unlock()
	select {
	case <-q.written:
	case <-time.After(patience):
	}
	return q.ObjectStream.Close()
}
