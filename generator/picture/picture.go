// Package picture lays out the pictures of the site: data in, places of marks
// out. Package render gives them words and links, and a template draws them.
//
// There are three: countries as squares on a grid ([Around]), events along a
// line ([Along]), and nodes in columns with lines between ([Layered]).
//
// Every function is pure: the same data give the same picture, on any machine.
// Lengths are whole CSS pixels unless said otherwise, x to the right and y down
// from the upper left corner. A picture repeats what a list or table on its page
// says, so it may leave things out where it says so.
package picture
