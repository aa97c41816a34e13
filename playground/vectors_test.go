package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestVectors runs the files of the folder vectors through redeem.js. It needs
// no browser: redeem.js is the same under Node.
func TestVectors(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("this test needs Node: install your distribution's package nodejs")
	}
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := s.write(dir); err != nil {
		t.Fatal(err)
	}
	// Without it, Node takes the files for scripts.
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"type": "module"}`), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, "vectors.mjs", dir, filepath.Join("..", "vectors")).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
	// The last line says how many were compared of each file: none must be forgotten in silence.
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	for file := range strings.SplitSeq(lines[len(lines)-1], ", ") {
		var name string
		var n int
		if _, err := fmt.Sscanf(file, "%s %d", &name, &n); err != nil || n < 5 {
			t.Errorf("%q: only %d vectors; %v", file, n, err)
		}
	}
}
