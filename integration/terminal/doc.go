// Package terminal has the tests of the command that need programs which most
// machines lack: the shells that complete its commands, and a formatter of manual
// pages. It is a module of its own, so that the tests of the library need
// nothing but Go.
package terminal
