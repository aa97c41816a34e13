package logging_test

import (
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
)

// secret has no symbol twice. A masked code shows its last four.
const secret = "X8KD49FJ2MZQ7WPT"

func formats(t testing.TB, specs ...redeem.Spec) *redeem.Formats {
	t.Helper()
	all := []*redeem.Format{redeem.GiftCard()}
	for _, s := range specs {
		all = append(all, redeem.MustFormat(s))
	}
	fs, err := redeem.NewFormats(all...)
	if err != nil {
		t.Fatal(err)
	}
	return fs
}

var (
	terminal = regexp.MustCompile(`(?:\x1b|\\x1b|\\u001b|\\033)\[[0-9;]*m`)
	spelled  = regexp.MustCompile(`(?i)\\u00a0|\\u2011|\\x[0-9a-f]{2}|\\[tnr]|%[0-9a-f]{2}`)
	joint    = regexp.MustCompile("[-+ \t\u00a0\u2011\"',&]+")
)

// leak returns four symbols in a row of the secret that the output holds, less
// those that a masked code shows, or "". It looks at the output as it is, at what
// a terminal shows of it, and at that without escapes and separators.
func leak(output string) string {
	shown := terminal.ReplaceAllString(output, "")
	for _, text := range []string{output, shown, joint.ReplaceAllString(spelled.ReplaceAllString(shown, ""), "")} {
		text = strings.ToUpper(text)
		for i := range len(secret) - 4 {
			if piece := secret[i : i+4]; strings.Contains(text, piece) {
				return piece
			}
		}
	}
	return ""
}

// encodedLeak is leak for what hides text in base64, hexadecimal or decimal
// numbers.
func encodedLeak(output string) string {
	for _, text := range regexp.MustCompile(`[A-Za-z0-9+/]{8,}={0,2}`).FindAllString(output, -1) {
		if b, err := base64.StdEncoding.DecodeString(text); err == nil && leak(string(b)) != "" {
			return "base64"
		}
		if b, err := hex.DecodeString(text); err == nil && leak(string(b)) != "" {
			return "hex"
		}
	}
	if strings.Contains(output, "88 56 75 68") || strings.Contains(output, "88,56,75,68") {
		return "numbers"
	}
	return leak(output)
}

// TestLeakIsSeen tests that leak and encodedLeak find codes.
func TestLeakIsSeen(t *testing.T) {
	for text, want := range map[string]bool{
		"a X8KD-49FJ-2MZQ-7WPT": true, "kd49": true, "K\x1b[0mD\x1b[31m49": true, `FJ\u00a02M`: true, "ZQ%207W": true,
		"****-****-****-7WPT": false, "": false, "X8K": false, "7WPT X8K": false, `****\u00a07WPT`: false,
	} {
		if got := leak(text); (got != "") != want {
			t.Errorf("leak(%q) = %q", text, got)
		}
	}
	for _, text := range []string{
		base64.StdEncoding.EncodeToString([]byte(secret)), hex.EncodeToString([]byte(secret)), "[88 56 75 68 52]", secret,
	} {
		if encodedLeak(text) == "" {
			t.Errorf("encodedLeak(%q) finds nothing", text)
		}
	}
}

// spellings returns texts that hold the secret as people and programs write it.
func spellings() []string {
	group := []string{secret[:4], secret[4:8], secret[8:12], secret[12:]}
	texts := []string{secret, strings.ToLower(secret)}
	for _, joint := range []string{"-", " ", "\u00a0", "\t", "\u2011", " - ", "  ", "+", "%20", "%E2%80%91", "&nbsp;"} {
		texts = append(texts, strings.Join(group, joint))
	}
	for _, front := range []string{
		"?code=", "\x1b[0m", "\x1b[1;38;5;12mcode=\x1b[0m", `\x1b[0m`, `\033[0m`, "code%3D", "code%253D", "\u00a0", "«", "\t", "line\n", "line\r\n", `\n`,
	} {
		texts = append(texts, front+secret, "say "+front+strings.Join(group, "-")+", please", front+secret+"&x=1")
	}
	return append(texts, secret+" "+secret, "\x1b[36m"+secret+"\x1b[0m", `{"code":"`+secret+`"}`)
}
