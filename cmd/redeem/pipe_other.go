//go:build !unix

package main

// ignoreBrokenPipe does nothing where a closed pipe sends no signal.
func ignoreBrokenPipe() {}

// endKey ends what is typed.
const endKey = "Ctrl-Z and Enter"
