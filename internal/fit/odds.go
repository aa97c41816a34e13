package fit

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"strconv"
)

// Odds say what costs are worth as probabilities.
type Odds struct {
	// Unit is what one unit of cost is worth, in nats: less than what the model's
	// options say where the reader's mistakes go together, as they do on a picture
	// that is spoilt all over, or in several pictures of one card. 0 if not known.
	Unit float64
	// Uncovered is the weight of everything that the model does not hold, beside
	// that of a code that costs nothing.
	Uncovered float64
	// Reliability is how often answers with these odds are right that were not
	// used to find them.
	Reliability Reliability
}

// Answer is what a Corrector says to a question whose answer is known, for each of
// the units between which the odds are looked for.
type Answer [len(factors)]Said

// Said is what a Corrector says under one unit.
type Said struct {
	Best  float64 // the nats that the best code costs
	All   float64 // the logarithm of the weights of all codes together, e^-nats each
	Right float64 // 1 if the best code is what was meant, else 0; the mean over the orders of codes of equal cost
}

// factors are the units of an Answer, in those that the options of a model say. A
// unit is not worth more than that: costs are likelihoods, and mistakes that go
// together make them worth less. Between the factors everything is taken to be
// linear, which it is but for some hundredths of a nat.
var factors = [...]float64{0.5, 0.6, 0.7, 0.8, 0.9, 1}

// Units returns the units of an [Answer], in nats, of a model that was fitted with
// the options.
func (o Options) Units() [len(factors)]float64 {
	units := factors
	for i := range units {
		units[i] *= o.nominal()
	}
	return units
}

// nominal returns what a unit of cost is worth that goes by the options alone.
func (o Options) nominal() float64 { return 1 / cmp.Or(o.Unit, 4) }

// at returns what is said under the unit that is a factor of the options' one.
func (a *Answer) at(factor float64) Said {
	i := 0
	for i+2 < len(factors) && factors[i+1] < factor {
		i++
	}
	x, y := a[i], a[i+1]
	part := (factor - factors[i]) / (factors[i+1] - factors[i])
	between := func(x, y float64) float64 { return x + part*(y-x) }
	return Said{between(x.Best, y.Best), between(x.All, y.All), between(x.Right, y.Right)}
}

// Probability returns that of the best code.
func (s Said) Probability(uncovered float64) float64 {
	return 1 / (math.Exp(s.All+s.Best) + uncovered*math.Exp(s.Best))
}

const (
	factorStep     = 0.02
	leastUncovered = 1e-5 // nobody has seen enough answers to say less
	uncoveredStep  = 1.5  // a factor
)

// FindOdds finds the unit and the uncovered share under which the probabilities of
// the best codes agree most with whether they are right: the sum of the
// logarithms of the probabilities of what came true is the largest. It is the mean
// of what is found twice, for all answers, and with probabilities below a half
// counted as a half: those are the answers that somebody may decide by, and both
// are proper scores. Each group of answers weighs the same, however many they are.
func FindOdds(o Options, groups ...[]Answer) Odds {
	return middle(o.likeliest(groups, 0), o.likeliest(groups, 0.5))
}

func (o Options) likeliest(groups [][]Answer, least float64) Odds {
	var odds Odds
	most := math.Inf(-1)
	for factor := 1.0; factor >= factors[0]; factor -= factorStep {
		said := make([][]Said, len(groups))
		for i, answers := range groups {
			for j := range answers {
				said[i] = append(said[i], answers[j].at(factor))
			}
		}
		for uncovered := leastUncovered; uncovered < 1; uncovered *= uncoveredStep {
			if l := likelihoodOf(said, uncovered, least); l > most {
				most, odds = l, Odds{Unit: factor * o.nominal(), Uncovered: uncovered}
			}
		}
	}
	return odds
}

// middle returns the geometric mean of odds.
func middle(x, y Odds) Odds {
	return Odds{Unit: math.Sqrt(x.Unit * y.Unit), Uncovered: math.Sqrt(x.Uncovered * y.Uncovered)}
}

// Mean returns the geometric mean of odds, in as many digits as are worth
// writing down.
func Mean(x, y Odds) Odds {
	m := middle(x, y)
	return Odds{Unit: round(m.Unit, 2), Uncovered: round(m.Uncovered, 1)}
}

// round returns x with so many digits that count.
func round(x float64, digits int) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', digits-1, 64), 64)
	return rounded
}

// likelihoodOf returns the logarithm of the likelihood of what came true, with
// probabilities below a least one counted as that.
func likelihoodOf(groups [][]Said, uncovered, least float64) float64 {
	likelihood := 0.0
	for _, said := range groups {
		sum := 0.0
		for _, s := range said {
			p := min(max(s.Probability(uncovered), least), 1-1e-9)
			if s.Right > 0 {
				sum += s.Right * math.Log(p)
			}
			if s.Right < 1 {
				sum += (1 - s.Right) * math.Log(1-p)
			}
		}
		likelihood += sum / float64(max(len(said), 1))
	}
	return likelihood
}

// Reliability compares probabilities with how often they came true, in ten bins.
type Reliability [10]struct {
	Answers, Probability, Right float64 // Probability and Right are sums
}

// Add adds an answer of a probability, which is right or, by a chance, half right.
func (r *Reliability) Add(p, right float64) {
	bin := &r[min(int(10*p), 9)]
	bin.Answers++
	bin.Probability += p
	bin.Right += right
}

// Answers returns how many answers there are.
func (r *Reliability) Answers() float64 {
	n := 0.0
	for _, bin := range r {
		n += bin.Answers
	}
	return n
}

// Error returns the calibration error: by how much the mean probability of a bin
// differs from the share that is right, in the mean over all answers.
func (r *Reliability) Error() float64 {
	sum := 0.0
	for _, bin := range r {
		sum += math.Abs(bin.Probability - bin.Right)
	}
	return sum / max(r.Answers(), 1)
}

// comment writes the reliability as comments of a model.
func (o *Odds) comment(b *bytes.Buffer) {
	if o.Unit == 0 {
		fmt.Fprintln(b, "# There are too few codes to say what a unit of cost is worth as a probability.")
		return
	}
	r := &o.Reliability
	fmt.Fprintf(b, "# Probabilities of %.0f answers, by odds that their half has no share in; calibration error %.3f:\n", r.Answers(), r.Error())
	fmt.Fprintln(b, "# probability  answers  mean  right")
	for i, bin := range r {
		if bin.Answers > 0 {
			fmt.Fprintf(b, "# %.1f to %.1f %12.0f %6.3f %6.3f\n", float64(i)/10, float64(i+1)/10,
				bin.Answers, bin.Probability/bin.Answers, bin.Right/bin.Answers)
		}
	}
}
