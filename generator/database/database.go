// Package database puts everything on a site into a SQLite file, for whoever asks
// questions that no page answers.
//
// It is given the records of package dataset and returns the bytes of the file; it
// writes no file itself. The tables are those of schema.sql: one for each kind of record
// and one for each list in a record. A field without a value is NULL. The same records
// make the same bytes. As elsewhere nothing is a score: claims are chosen, not sampled.
package database

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"briefing/generator/dataset"
)

// Path is where the file is on a site.
const Path = dataset.Folder + "site.sqlite"

// schema makes the tables.
//
//go:embed schema.sql
var schema string

// Bytes returns the file. Its errors are those of the machine.
func Bytes(r dataset.Records) ([]byte, error) {
	text, err := filled(r)
	if err != nil {
		return nil, fmt.Errorf("make the database: %w", err)
	}
	return text, nil
}

func filled(r dataset.Records) (text []byte, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	ctx := context.Background()
	conn, err := db.Conn(ctx) // another connection would be another database
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, schema); err != nil {
		return nil, err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	f := &filler{tx: tx, prepared: map[string]*sql.Stmt{}}
	f.records(r)
	if f.err != nil {
		return nil, f.err
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	err = conn.Raw(func(driver any) error {
		text, err = driver.(interface{ Serialize() ([]byte, error) }).Serialize()
		return err
	})
	return text, err
}

// filler inserts rows, up to the first error.
type filler struct {
	tx       *sql.Tx
	prepared map[string]*sql.Stmt // by table
	events   int                  // so far
	err      error
}

// row inserts a row with a value for each column of a table. An empty text is NULL.
func (f *filler) row(table string, values ...any) {
	if f.err != nil {
		return
	}
	insert := f.prepared[table]
	if insert == nil {
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
		if insert, f.err = f.tx.Prepare("INSERT INTO " + table + " VALUES (" + marks + ")"); f.err != nil {
			return
		}
		f.prepared[table] = insert
	}
	for i, v := range values {
		if s, ok := v.(string); ok && s == "" {
			values[i] = nil
		}
	}
	if _, err := insert.Exec(values...); err != nil {
		f.err = fmt.Errorf("%s: %w", table, err)
	}
}
