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
	// Serienummeret forteller hvilket kort det er, men kan ikke løses inn. Innløsningskoden på et gavekort har 16 tegn og begynner med X.
	// 1. Se etter koden på baksiden av kortet. Hvis den er dekket til, drar eller skraper du forsiktig bort merket.
	// 2. Skriv inn koden manuelt i stedet for å bruke kameraet. Koden begynner med X.
	// Hvis du trenger mer hjelp, kontakter du Apple-kundestøtte. Det kan hende at du også må kontakte forhandleren der kortet ble kjøpt. Ha dette klart:
	// - et bilde av hele forsiden og hele baksiden av kortet
	// - kvitteringen som viser når kortet ble kjøpt
	// - serienummeret til kortet, som ikke er koden; det begynner med ett av disse: GCA, 60, PBH og EPY
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
	// Lösen Sie die Karte im App Store des Landes oder der Region ein, wo sie gekauft wurde: Frankreich.
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
	// Character number 13 cannot be part of a code. Spaces and dashes are counted too. The code of a gift card has 16 characters and starts with X. Content codes and promo codes may look different.
}

// A person pastes a whole message: the problem says where the code is in it.
func ExampleOfReport_text() {
	input := "Hello! Your code is X8KD-49FJ-2MZQ-7WPT. Enjoy!"
	problem := advice.OfReport(nil, redeem.GiftCard().Inspect(input), input)
	if problem.CodeEnd > 0 {
		fmt.Println("offer the person bytes", problem.CodeStart, "to", problem.CodeEnd)
	}
	said := advice.New().For("en", problem)
	fmt.Println(said.Explanation)
	fmt.Println(said.Steps[0])
	// Output:
	// offer the person bytes 20 to 39
	// What was entered contains a code, but other text as well. The code of a gift card has 16 characters and starts with X.
	// Enter only the code, without the text around it.
}

// A service with vouchers of its own says whom to ask, and speaks Portuguese
// too. A program embeds the folder of its languages and passes what fs.Sub
// returns.
func ExampleWith() {
	advisor, err := advice.With(advice.Options{
		Contact:   "ajuda@example.com",
		Languages: os.DirFS("testdata/languages"), // pt.txt
	})
	if err != nil {
		fmt.Println(err) // names the file, the line and the key
		return
	}
	voucher := redeem.MustFormat(redeem.Spec{Name: "voucher", Length: 12})
	input := "7Q4T-9XKM-2HV"
	said := advisor.For("pt-BR,pt;q=0.9", advice.OfReport(voucher, voucher.Inspect(input), input))
	fmt.Println(said.Language, said.Title)
	fmt.Println(said.Explanation)
	fmt.Println(said.Contact)
	// Output:
	// pt O código não foi reconhecido
	// Falta 1 caractere. O código tem 12 caracteres.
	// Se precisar de mais ajuda, fale com ajuda@example.com.
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
	//     "Retournez chez le revendeur où la carte a été achetée et demandez-lui de résoudre le problème."
	//   ],
	//   "contact": "Conservez la carte et le reçu. Ne donnez le code à aucune personne qui vous appelle ou vous écrit. Si vous avez encore besoin d’aide, contactez l’assistance Apple. Vous devrez peut-être aussi contacter le revendeur chez qui la carte a été achetée. Préparez les éléments suivants :",
	//   "have_ready": [
	//     "une photo du recto entier et du verso entier de la carte",
	//     "le reçu qui indique quand la carte a été achetée",
	//     "le numéro de série de la carte, qui n’est pas le code ; il commence par l’un de ces groupes : GCA, 60, PBH et EPY"
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
	// Wait until rented films have expired.
}

// How many codes a misread may stand for, a Corrector counts.
func ExampleProblem_candidates() {
	input := "X8KD49FJ2MZQ7WP0"
	problem := advice.Problem{Status: advice.StatusNotValid}
	corrector := redeem.Corrector{MaxEdits: 1}
	problem.Candidates, _ = corrector.Count(input)
	fmt.Println(advice.New().For("en", problem).Explanation)
	// Output:
	// The code may have been mistyped, or the card may be of another kind. 7 different codes could have been meant.
}
