package camera

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/checkdigit"
)

var ascii = func() Classes {
	var file strings.Builder
	for c := '!'; c <= '~'; c++ {
		file.WriteRune(c)
		file.WriteByte('\n')
	}
	return NewClasses(file.String())
}()

// scoresOf returns the scores of a recognizer that reads the text, each
// character with the share p.
func scoresOf(text string, p float32) []float32 {
	var scores []float32
	for _, char := range text {
		class := slices.Index(ascii[1:], char) + 1
		row := make([]float32, 2*len(ascii))
		row[class], row[0], row[len(ascii)] = p, 1-p, 1 // and a blank
		scores = append(scores, row...)
	}
	return scores
}

func checked() *redeem.Format {
	check, _ := checkdigit.Lookup("luhn-mod-36")
	return redeem.MustFormat(redeem.Spec{Length: 16, Prefix: "X", Groups: []int{4, 4, 4, 4}, Check: check, Lookalikes: redeem.PaddleOCR()})
}

// show shows a frame, the number of which makes it another picture, on which the
// recognizer reads the text.
func show(t *testing.T, c *Camera, number int, text string) Answer {
	t.Helper()
	pixels := bars(640, 160, 0, [2]int{80, 30})
	pixels[0] = byte(number)
	hint := c.Look(640, 160, pixels)
	if slices.ContainsFunc(pixels, func(b byte) bool { return b != 0 }) {
		t.Error("the pixels are kept")
	}
	if hint != HintSame && c.Lines() != 1 {
		t.Fatalf("%d lines, hint %q", c.Lines(), hint)
	}
	scores := scoresOf(text, 0.98)
	c.Read(ascii, scores)
	if slices.ContainsFunc(scores, func(s float32) bool { return s != 0 }) {
		t.Error("the scores are kept")
	}
	return c.Answer()
}

func TestAnswer(t *testing.T) {
	const right = "XJ3A-00D7-TLH0-6UKS"
	for _, test := range []struct {
		name   string
		frames []string
		kind   Kind
		sure   bool
		other  int
	}{
		{"a code", []string{"Code: " + right}, KindCode, true, 0},
		{"a code without dashes", []string{"XJ3A 00D7 TLH0 6UKS"}, KindCode, true, 0},
		{"a code of which one symbol is misread", []string{"XJ3A-OOD7-TLHO-6UKS", right}, KindCode, false, 0},
		{"a serial number", []string{"GCA4567890123456"}, KindSerial, false, 0},
		{"no code", []string{"Happy birthday"}, KindNone, false, 0},
		{"a voucher, once", []string{"7K3M-9QXR"}, KindNone, false, 0},
		{"a voucher, three times", []string{"7K3M-9QXR", "7K3M-9QXR", "7K3M-9QXR"}, KindOther, false, 1},
		{"a code of no format, three times", []string{"7K3M-9QXR-22", "7K3M-9QXR-22", "7K3M-9QXR-22"}, KindOther, false, 0},
	} {
		var c Camera
		c.Begin(checked(), redeem.MustFormat(redeem.Spec{Length: 8}))
		var a Answer
		for i, text := range test.frames {
			a = show(t, &c, i, text)
		}
		if a.Kind != test.kind || test.sure != (a.Probability > 0.99) || a.Other != test.other || a.Frames != len(test.frames) {
			t.Errorf("%s: %s, probability %.4f, other format %d, %d frames", test.name, a.Kind, a.Probability, a.Other, a.Frames)
		}
		if test.sure && redeem.Plain(a.Best.Code).String() != strings.ReplaceAll(right, "-", "") {
			t.Errorf("%s: another code", test.name)
		}
		if a.Kind == KindCode && len(a.Sure) != 16 {
			t.Errorf("%s: how sure is told of %d places", test.name, len(a.Sure))
		}
		for i, share := range a.Sure {
			if math.IsNaN(share) || share < 0 || share > 1+1e-9 {
				t.Errorf("%s: place %d is sure by %v", test.name, i, share)
			}
		}
	}
}

// A frame that was there before counts for nothing.
func TestAnswerToTheSameFrame(t *testing.T) {
	var c Camera
	c.Begin(checked())
	first := show(t, &c, 1, "XJ3A-OOD7-TLHO-6UKS")
	for range 5 {
		if again := show(t, &c, 1, "XJ3A-00D7-TLH0-6UKS"); again.Resolution != first.Resolution || again.Frames != 1 || again.Shown != 1 {
			t.Errorf("the same picture again counts: %d frames", again.Frames)
		}
	}
}

// Another card takes the place of the first when three frames show it.
func TestAnswerToAnotherCard(t *testing.T) {
	var c Camera
	c.Begin(checked())
	show(t, &c, 0, "XJ3A-00D7-TLH0-6UKS")
	var a Answer
	for i := range strangers {
		a = show(t, &c, 1+i, "XL8O-ENIW-I36B-XDLY")
		if want := "XJ3A00D7TLH06UKS"; i < strangers-1 && redeem.Plain(a.Best.Code).String() != want {
			t.Errorf("after %d frames of another card the code is another", i+1)
		}
	}
	if redeem.Plain(a.Best.Code).String() != "XL8OENIWI36BXDLY" || a.Shown != 1 {
		t.Errorf("after %d frames of another card the code is not its own; %d frames show it", strangers, a.Shown)
	}
	c.Begin(checked())
	if a := c.Answer(); a.Kind != KindNone || a.Frames != 0 || a.Shown != 0 {
		t.Errorf("Begin leaves %s, %d frames", a.Kind, a.Frames)
	}
}

func TestHints(t *testing.T) {
	gray := func(shade byte) []byte { return slices.Repeat([]byte{shade, shade, shade, 255}, 640*160) }
	for _, test := range []struct {
		name   string
		pixels []byte
		want   Hint
	}{
		{"dark", gray(12), HintLight},
		{"paper", gray(230), HintEmpty},
		{"print", bars(640, 160, 0, [2]int{80, 30}), HintNone},
		{"small print", bars(640, 160, 0, [2]int{80, 9}), HintNearer},
	} {
		var c Camera
		c.Begin(nil)
		if got := c.Look(640, 160, test.pixels); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	var zero Camera // for gift cards, without Begin
	if hint := zero.Look(640, 160, gray(12)); hint != HintLight {
		t.Errorf("the zero Camera says %q", hint)
	}
}
