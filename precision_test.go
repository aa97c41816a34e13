package redeem_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
	"github.com/redeemkit/redeem/internal/exhaustive"
)

// precisionFormats returns formats of letters and digits without a prefix, which find the
// most in texts without codes.
func precisionFormats(t *testing.T, checked bool) (formats []*redeem.Format) {
	scheme, ok := checkdigit.Lookup("iso7064-mod-37-36")
	if !ok {
		t.Fatal("no check scheme")
	}
	for _, groups := range [][]int{{4, 4}, {5, 5}, {4, 4, 4}, {4, 4, 4, 4}} {
		spec := redeem.Spec{Groups: groups}
		for _, n := range groups {
			spec.Length += n
		}
		if checked {
			spec.Check = scheme
		}
		formats = append(formats, redeem.MustFormat(spec))
	}
	return formats
}

// precisionTexts are texts without a code, each with its lines.
func precisionTexts(t *testing.T) map[string][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	bytesOf := func(n int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(random.Uint32())
		}
		return b
	}
	lines, ids := exhaustive.Pick(5_000, 200_000), exhaustive.Pick(5_000, 20_000)
	var uuids, dump, access bytes.Buffer
	for range ids {
		x := hex.EncodeToString(bytesOf(16))
		fmt.Fprintf(&uuids, "id=%s-%s-%s-%s-%s\n", x[:8], x[8:12], x[12:16], x[16:20], x[20:])
	}
	dumper := hex.Dumper(&dump)
	dumper.Write(bytesOf(16 * lines))
	dumper.Close()
	paths := []string{"/", "/index.html", "/v1/carts/%d/items", "/assets/app.%x.js", "/img/products/%d.webp", "/search?q=gift+card&page=%d", "/login", "/v1/orders/%d", "/v1/session/%x"}
	agents := []string{
		"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
		"curl/8.5.0", "Googlebot/2.1 (+http://www.google.com/bot.html)",
	}
	for range lines {
		path := paths[random.IntN(len(paths))]
		if strings.Contains(path, "%") {
			path = fmt.Sprintf(path, random.Uint32())
		}
		fmt.Fprintf(&access, "%d.%d.%d.%d - - [%02d/Jul/2025:%02d:%02d:%02d +0200] \"GET %s HTTP/1.1\" %d %d \"-\" \"%s\" rt=0.%03d trace=%016x\n",
			random.IntN(256), random.IntN(256), random.IntN(256), random.IntN(256), 1+random.IntN(31), random.IntN(24), random.IntN(60), random.IntN(60),
			path, []int{200, 200, 200, 304, 404, 500}[random.IntN(6)], random.IntN(100_000), agents[random.IntN(len(agents))], random.IntN(1000), random.Uint64())
	}
	texts := map[string][]byte{"access log": access.Bytes(), "hex dump": dump.Bytes(), "UUIDs": uuids.Bytes()}
	if exhaustive.On() {
		var source bytes.Buffer
		root, err := exec.Command("go", "env", "GOROOT").Output()
		if err != nil {
			t.Fatal(err)
		}
		err = filepath.WalkDir(filepath.Join(strings.TrimSpace(string(root)), "src"), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
				return err
			}
			b, err := os.ReadFile(path)
			source.Write(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		texts["Go source"] = source.Bytes()
	}
	return texts
}

// falseMasks returns in how many of a million lines something is masked.
func falseMasks(t *testing.T, f *redeem.Format, keep bool, text []byte) int {
	var out bytes.Buffer
	r := redeem.NewRedactor(&out, f)
	if keep {
		r.KeepNumbers()
	}
	r.Write(text)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	masked, lines, rest := 0, 0, out.Bytes()
	for line := range bytes.Lines(text) {
		if lines++; !bytes.HasPrefix(rest, line) {
			masked++
		}
		rest = rest[bytes.IndexByte(rest, '\n')+1:]
	}
	return int((int64(masked)*1_000_000 + int64(lines)/2) / int64(lines))
}

// precisionGolden holds the figures of the sample: for 8, 10, 12 and 16 symbols
// without a check character, then with one, then for gift cards.
var precisionGolden = []string{
	"8 symbols: access log 663800, 663800, hex dump 1000000, 1000000, UUIDs 0, 0",
	"10 symbols: access log 341200, 800, hex dump 0, 0, UUIDs 0, 0",
	"12 symbols: access log 17800, 17800, hex dump 0, 0, UUIDs 0, 0",
	"16 symbols: access log 1000000, 200, hex dump 0, 0, UUIDs 0, 0",
	"8 symbols: access log 7600, 7600, hex dump 26800, 26800, UUIDs 0, 0",
	"10 symbols: access log 12200, 0, hex dump 0, 0, UUIDs 0, 0",
	"12 symbols: access log 400, 400, hex dump 0, 0, UUIDs 0, 0",
	"16 symbols: access log 27600, 0, hex dump 0, 0, UUIDs 0, 0",
	"16 symbols: access log 0, 0, hex dump 0, 0, UUIDs 0, 0",
}

// TestPrecision counts the lines in which formats without a prefix mask something, with
// and without KeepNumbers. The exhaustive test compares the figures with the table in the
// documentation of Redactor. The column for Go's source is that of Go 1.26.
func TestPrecision(t *testing.T) {
	texts := precisionTexts(t)
	doc := readDoc(t)
	for i, f := range slices.Concat(precisionFormats(t, false), precisionFormats(t, true), []*redeem.Format{redeem.GiftCard()}) {
		figures := func(name string) string {
			return fmt.Sprintf("%d, %d", falseMasks(t, f, false, texts[name]), falseMasks(t, f, true, texts[name]))
		}
		if !exhaustive.On() {
			got := fmt.Sprintf("%d symbols: access log %s, hex dump %s, UUIDs %s", f.Len(), figures("access log"), figures("hex dump"), figures("UUIDs"))
			if got != precisionGolden[i] {
				t.Errorf("%s, want %s", got, precisionGolden[i])
			}
			continue
		}
		check := "no "
		if f.Scheme() != nil {
			check = "yes"
		}
		if f == redeem.GiftCard() {
			check = "X  " // they begin with
		}
		row := fmt.Sprintf("%2d       %s    %-16s%-17s%-18s%s", f.Len(), check, figures("Go source"), figures("access log"), figures("hex dump"), figures("UUIDs"))
		if !strings.HasPrefix(runtime.Version(), "go1.26") {
			t.Logf("not compared with the documentation: %s", row)
		} else if !strings.Contains(doc, "\t"+row+"\n") {
			t.Errorf("the documentation lacks the row\n%s", row)
		}
	}
}

// readDoc returns the documentation of Redactor without its comment signs.
func readDoc(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("redact.go")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), "\n//", "\n")
}
