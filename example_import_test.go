package redeem_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/redeemkit/redeem"
)

// An import of codes from a CSV file reports the line and the column of each
// fault, and skips codes that it has seen.
func ExampleFormat_Inspect_csv() {
	const file = `order,code
1001,X8KD-49FJ-2MZQ-7WPT
1002,X8KD-49FJ-2M!Q-7WPT
1003,x8kd49fj2mzq7wpt
1004,X8KD-49FJ-2MZQ
`
	rows := csv.NewReader(strings.NewReader(file))
	rows.ReuseRecord = true
	seen := map[redeem.Code]int{} // the line in which a code was first
	for header := true; ; header = false {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		if header {
			continue
		}
		report := redeem.GiftCard().Inspect(row[1])
		line, column := rows.FieldPos(1)
		if report.Err != nil {
			fmt.Printf("line %d, column %d: %v\n", line, column+report.Offset, report.Err)
			continue
		}
		if first, ok := seen[report.Code]; ok {
			fmt.Printf("line %d, column %d: the code of line %d\n", line, column, first)
			continue
		}
		seen[report.Code] = line
	}
	fmt.Println(len(seen), "imported")
	// Output:
	// line 3, column 18: redeem: invalid symbol
	// line 4, column 6: the code of line 2
	// line 5, column 20: redeem: too short
	// 1 imported
}
