package advice_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/advice"
	"github.com/redeemkit/redeem/card"
)

// A handler answers in the language of the person's browser.
func Example() {
	advisor := advice.New() // one for the program
	handler := func(w http.ResponseWriter, r *http.Request) {
		input := r.PostFormValue("code")
		report := redeem.GiftCard().Inspect(input)
		if report.Err == nil {
			return // redeem report.Code
		}
		problem := advice.OfReport(redeem.GiftCard(), report, input)
		said := advisor.For(r.Header.Get("Accept-Language"), problem)
		w.Header().Set("Content-Language", said.Language)
		w.WriteHeader(http.StatusUnprocessableEntity)
		json.NewEncoder(w).Encode(said)
	}

	form := url.Values{"code": {"GCA4567890123456"}}
	request := httptest.NewRequest("POST", "/", strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept-Language", "nb-NO,nb;q=0.9,en;q=0.5")
	answer := httptest.NewRecorder()
	handler(answer, request)

	var said advice.Advice
	if err := json.NewDecoder(answer.Body).Decode(&said); err != nil {
		fmt.Println(err)
	}
	fmt.Println(answer.Code, answer.Header().Get("Content-Language"), said.Status)
	show(said)
	// Output:
	// 422 nb serial-number
	// Dette er serienummeret, ikke koden
	// Serienummeret forteller hvilket kort det er, men kan ikke løses inn. Koden på et gavekort har 16 tegn og begynner med X.
	// 1. Se etter koden på baksiden av kortet. Hvis den er dekket til, drar eller skraper du forsiktig bort merket.
	// 2. Skriv inn koden for hånd i stedet for å bruke kameraet. Det er den som begynner med X.
	// Hvis du trenger mer hjelp, kontakter du Apple-kundestøtte. Det kan hende at du også må kontakte forhandleren der kortet ble kjøpt. Ha dette klart:
	// - et bilde av hele forsiden og hele baksiden av kortet
	// - kvitteringen som viser når kortet ble kjøpt
	// - serienummeret til kortet, som ikke er koden; det begynner med ett av disse: GCA, 60, PBH, EPY
}

// show shows a person an advice.
func show(said advice.Advice) {
	fmt.Println(said.Title)
	fmt.Println(said.Explanation)
	for i, step := range said.Steps {
		fmt.Printf("%d. %s\n", i+1, step)
	}
	fmt.Println(said.Contact)
	for _, item := range said.HaveReady {
		fmt.Println("-", item)
	}
}

func ExampleOf() {
	france, _ := redeem.ParseRegion("FR")
	norway, _ := redeem.ParseStorefront("143457-2,29")
	gift := card.Card{Kind: card.AppleGift, Region: france}
	now := time.Date(2026, time.March, 10, 12, 0, 0, 0, time.UTC)

	problem := advice.Of(gift.Check(norway, now))
	problem.Card, problem.Storefront, problem.Now = gift, norway, now

	said := advice.New().For("de", problem)
	fmt.Println(said.Title)
	fmt.Println(said.Steps[0])
	// Output:
	// Die Karte gilt für ein anderes Land oder eine andere Region
	// Lösen Sie die Karte im Store des Landes oder der Region ein, in dem oder der sie gekauft wurde: Frankreich.
}

func ExampleOfReport() {
	advisor := advice.New()
	for _, input := range []string{"X8KD-49FJ-2MZQ-7WP", "X8KD 49FJ 2M€Q 7WPT"} {
		report := redeem.GiftCard().Inspect(input)
		said := advisor.For("en", advice.OfReport(redeem.GiftCard(), report, input))
		fmt.Println(said.Explanation)
	}
	// Output:
	// 1 character is missing. The code of a gift card has 16 characters and starts with X. Content codes and promo codes may look different.
	// Character number 13 cannot be part of a code. Spaces and dashes count. The code of a gift card has 16 characters and starts with X. Content codes and promo codes may look different.
}

// What the back end answered is mapped to a status by the service.
func ExampleStatus() {
	said := advice.New().For("fr-CA", advice.Problem{Status: advice.StatusNotActivated})
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	out.Encode(said)
	// Output:
	// {
	//   "status": "not-activated",
	//   "language": "fr",
	//   "title": "La carte ou le code n’a pas été activé",
	//   "explanation": "Il se peut que l’activation ne se soit pas faite correctement lors de la vente.",
	//   "steps": [
	//     "Retournez chez le revendeur qui vous a vendu la carte et essayez d’y résoudre le problème."
	//   ],
	//   "contact": "Si vous avez encore besoin d’aide, contactez l’assistance Apple. Vous devrez peut-être aussi contacter le revendeur chez qui la carte a été achetée. Préparez ceci :",
	//   "have_ready": [
	//     "une photo du recto entier et du verso entier de la carte",
	//     "le reçu qui indique quand la carte a été achetée",
	//     "le numéro de série de la carte, qui n’est pas le code ; il commence par l’un de ceux-ci : GCA, 60, PBH, EPY"
	//   ]
	// }
}

func ExampleProblem_holds() {
	holds := card.HoldBalance | card.HoldRental
	problem := advice.Of(holds.CheckRegionChange())
	problem.Holds = holds
	for _, step := range advice.New().For("en", problem).Steps {
		fmt.Println(step)
	}
	// Output:
	// Spend the balance that is left in the account.
	// Wait until rentals are over.
}

// How many codes a misread may stand for, a Corrector counts.
func ExampleProblem_candidates() {
	input := "X8KD49FJ2MZQ7WP0"
	problem := advice.Problem{Status: advice.StatusNotValid}
	corrector := redeem.Corrector{MaxEdits: 1}
	problem.Candidates, _ = corrector.Count(input)
	fmt.Println(advice.New().For("en", problem).Explanation)
	// Output:
	// The code may have been mistyped, or the card may be of another kind. 7 different codes look like what was entered.
}
