package inventory

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/vet"
)

// leaks reports whether a text contains a code in one of the forms in which
// bytes are printed.
func leaks(text, code string) bool {
	part := code[2:11] // without the prefix and without the symbols that a mask shows
	decimal := strings.Trim(fmt.Sprint([]byte(part)), "[]")
	for i := range 3 { // base64 depends on the position
		encoded := base64.StdEncoding.EncodeToString([]byte(part[i:]))
		if strings.Contains(text, encoded[:4]+encoded[4:8]) {
			return true
		}
	}
	return strings.Contains(text, part) || strings.Contains(text, decimal) ||
		strings.Contains(strings.ToLower(text), hex.EncodeToString([]byte(part)))
}

// locked is a buffer that several goroutines write to.
type locked struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

// TestNoLeak reads everything that is logged, at every level, everything that
// is written, and the errors of workers that fail.
func TestNoLeak(t *testing.T) {
	var logged locked
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug - 8})))
	defer slog.SetDefault(was)
	codes := append(lookalikes(30)[20:], good, good, good+"!")
	dir := t.TempDir()
	in := put(t, dir, []string{strings.Join(codes, "\n")})
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]Options{
		"works":           {Output: dir + "/audited", taskCodes: 3, BlockSize: 40},
		"cannot write":    {Output: file + "/audited"},
		"cannot find out": {Output: "nothing://audited"},
	} {
		o.Inputs = []string{in}
		p, s := beam.NewPipelineWithRoot()
		if err := Audit(s, o); err != nil {
			t.Fatal(err)
		}
		_, err := prism.Execute(context.Background(), p)
		if (err == nil) != (name == "works") {
			t.Errorf("%s: %v", name, err)
		}
		fmt.Fprintln(&logged, err)
	}
	logged.mu.Lock()
	defer logged.mu.Unlock()
	text := logged.b.String() + output(t, dir+"/audited")
	for _, code := range codes {
		if leaks(text, code) {
			t.Errorf("%s leaks", code)
		}
	}
	if !strings.Contains(text, "level=DEBUG") || !strings.Contains(text, "level=ERROR") || !strings.Contains(text, "************7WPT") {
		t.Error("not all that it should be")
	}
	for _, form := range []string{good, "cap=0 " + fmt.Sprint([]byte(good)), hex.EncodeToString([]byte("1" + good)), base64.StdEncoding.EncodeToString([]byte("12" + good))} {
		if !leaks(form, good) {
			t.Errorf("%s is not seen", form)
		}
	}
}

// TestRegistered tests that nothing runs by reflection or is looked up in the
// symbols of the program.
func TestRegistered(t *testing.T) {
	p, s := beam.NewPipelineWithRoot()
	if err := Audit(s, Options{Inputs: []string{"in"}, Output: "out"}); err != nil {
		t.Fatal(err)
	}
	if _, err := vet.Execute(context.Background(), p); err != nil {
		t.Error(err)
	}
}
