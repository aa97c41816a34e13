package inventory

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/internal/audit"
)

// TestRulesTravel compares the rules that a worker makes with the rules that
// were sent to it.
func TestRulesTravel(t *testing.T) {
	oneWay, err := redeem.NewLookalikes(redeem.Pair{Read: 'a', Meant: 'A', Cost: 3}, redeem.Pair{Read: 'b', Meant: 'b', Cost: 1})
	if err != nil {
		t.Fatal(err)
	}
	for name, format := range formats(t) {
		for _, model := range []*redeem.Lookalikes{nil, redeem.SupportTS1292(), redeem.Tesseract(), oneWay} {
			text, err := json.Marshal(newRules(format, model))
			if err != nil {
				t.Fatal(err)
			}
			var travelled rules
			if err := json.Unmarshal(text, &travelled); err != nil {
				t.Fatal(err)
			}
			got, gotFormat, err := travelled.make()
			if err != nil {
				t.Fatal(err)
			}
			want := audit.NewRules(format, model)
			if gotFormat.String() != format.String() || gotFormat.Pattern() != format.Pattern() {
				t.Errorf("%s: another format", name)
			}
			alphabet := []byte(format.Spec().Alphabet + " -oiIl")
			rapid.Check(t, func(t *rapid.T) {
				x, y := aCode(t, format), aCode(t, format)
				if got.Key(x) != want.Key(x) || got.Alike(x, y) != want.Alike(x, y) {
					t.Fatalf("%s: another model", name)
				}
				input := append(x.AppendTo(nil), rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 2).Draw(t, "more")...)
				input[rapid.IntRange(0, len(input)-1).Draw(t, "place")] = rapid.SampledFrom(alphabet).Draw(t, "character")
				code, reason, offset := got.Code(input)
				wantCode, wantReason, wantOffset := want.Code(input)
				if code != wantCode || reason != wantReason || offset != wantOffset {
					t.Fatalf("%s: %q is read in another way", name, input)
				}
			})
		}
	}
}

func TestOptions(t *testing.T) {
	ok := Options{Inputs: []string{"in"}, Output: "out"}
	set, err := newSettings(ok)
	if err != nil || set.Limits != audit.DefaultLimits() || set.BlockSize != DefaultBlockSize || set.ShardBlocks != DefaultShardBlocks {
		t.Errorf("%+v, %v", set, err)
	}
	none := ok
	none.Compared, none.Listed = 5, -1
	if set, err := newSettings(none); err != nil || set.Limits != (audit.Limits{Compared: 5}) {
		t.Errorf("%+v, %v", set.Limits, err)
	}
	for i, change := range []func(*Options){
		func(o *Options) { o.Inputs = nil },
		func(o *Options) { o.Output = "" },
		func(o *Options) { o.Compared = -1 },
		func(o *Options) { o.BlockSize = -1 },
		func(o *Options) { o.BlockSize = maxBlockSize + 1 },
		func(o *Options) { o.ShardBlocks = -1 },
	} {
		wrong := ok
		change(&wrong)
		if _, err := newSettings(wrong); err == nil {
			t.Errorf("change %d makes no difference", i)
		}
	}
}
