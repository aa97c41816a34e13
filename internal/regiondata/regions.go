// Package regiondata holds the regions that package redeem knows and generates
// the Go file of its tables. The two lists are embedded, so that a test of
// redeem can derive the file again:
//
//   - iso3166.csv: the 249 codes that ISO 3166-1 officially assigns, as
//     published in Debian iso-codes 4.15.0 (2023-04-27). Version 2025b of the
//     tz database has the same alpha-2 codes. The English names are from there.
//   - storefronts.csv: 184 storefront ids, the alpha-2 and alpha-3 codes that
//     belong to them, and the number of public lists, of six, that have them.
//     They are reported: Apple publishes no list.
package regiondata

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed iso3166.csv
var isoList string

//go:embed storefronts.csv
var storefrontList string

// Region is a country or region with all its spellings.
type Region struct {
	Alpha2, Alpha3 string
	Aliases        []string // other codes for it, of either length
	Name           string   // in English
	Numeric        int      // 0 = none
	Storefront     int      // storefront id, 0 = none
}

const (
	isoCodes        = 249
	storefronts     = 184
	firstStorefront = 143441
)

// Regions returns all regions in the order of their alpha-2 codes. It returns
// an error if the lists have a fault.
func Regions() ([]Region, error) { return merge(isoList, storefrontList) }

func merge(isoList, storefrontList string) ([]Region, error) {
	regions, err := readISO(isoList)
	if err != nil {
		return nil, err
	}
	if regions, err = addStorefronts(regions, storefrontList); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(regions, func(r Region) bool { return r.Alpha2 == "GB" })
	if i < 0 {
		return nil, errors.New("no GB for UK to be")
	}
	regions[i].Aliases = append(regions[i].Aliases, "UK")
	return regions, checkUnique(regions)
}

func readISO(list string) ([]Region, error) {
	rows, err := readCSV(list, "alpha2", "alpha3", "numeric", "name")
	if err != nil {
		return nil, fmt.Errorf("iso3166.csv: %w", err)
	}
	var regions []Region
	for _, row := range rows {
		n, err := strconv.Atoi(row[2])
		if err != nil || len(row[2]) != 3 || n <= 0 {
			return nil, fmt.Errorf("iso3166.csv: %s: numeric code %q", row[0], row[2])
		}
		regions = append(regions, Region{Alpha2: row[0], Alpha3: row[1], Numeric: n, Name: row[3]})
	}
	if len(regions) != isoCodes {
		return nil, fmt.Errorf("iso3166.csv: %d codes, not %d", len(regions), isoCodes)
	}
	return regions, nil
}

// addStorefronts adds the ids to the regions. It also adds Kosovo, the only
// region that has a storefront and is not in ISO 3166-1.
func addStorefronts(regions []Region, list string) ([]Region, error) {
	rows, err := readCSV(list, "id", "alpha2", "alpha3", "alpha3_alias", "name")
	if err != nil {
		return nil, fmt.Errorf("storefronts.csv: %w", err)
	}
	if len(rows) != storefronts {
		return nil, fmt.Errorf("storefronts.csv: %d ids, not %d", len(rows), storefronts)
	}
	for i, row := range rows {
		if row[0] != strconv.Itoa(firstStorefront+i) {
			return nil, fmt.Errorf("storefronts.csv: id %s where %d comes next", row[0], firstStorefront+i)
		}
		at := slices.IndexFunc(regions, func(r Region) bool { return r.Alpha2 == row[1] })
		if at < 0 {
			if row[1] != "XK" {
				return nil, fmt.Errorf("storefronts.csv: unknown code %s", row[1])
			}
			at = len(regions)
			regions = append(regions, Region{Alpha2: row[1], Alpha3: row[2], Name: row[4]})
		}
		r := &regions[at]
		if r.Alpha3 != row[2] || r.Storefront != 0 {
			return nil, fmt.Errorf("storefronts.csv: %s is %s with id %d, and again %s with id %s", r.Alpha2, r.Alpha3, r.Storefront, row[2], row[0])
		}
		r.Storefront = firstStorefront + i
		r.Aliases = strings.Fields(row[3])
	}
	slices.SortFunc(regions, func(a, b Region) int { return strings.Compare(a.Alpha2, b.Alpha2) })
	return regions, nil
}

// checkUnique returns an error if a spelling is not a code or names two
// regions.
func checkUnique(regions []Region) error {
	var codes []string
	for _, r := range regions {
		if len(r.Alpha2) != 2 || len(r.Alpha3) != 3 {
			return fmt.Errorf("%s %s: length", r.Alpha2, r.Alpha3)
		}
		codes = append(codes, r.Alpha2, r.Alpha3)
		codes = append(codes, r.Aliases...)
		if r.Numeric != 0 {
			codes = append(codes, strconv.Itoa(r.Numeric))
		}
	}
	slices.Sort(codes)
	for i, code := range codes {
		if strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" && strings.Trim(code, "0123456789") != "" {
			return fmt.Errorf("%q is no code", code)
		}
		if i > 0 && code == codes[i-1] {
			return fmt.Errorf("%s twice", code)
		}
	}
	return nil
}

// readCSV returns the rows below the header. The header must begin with the
// given columns.
func readCSV(list string, columns ...string) ([][]string, error) {
	rows, err := csv.NewReader(strings.NewReader(list)).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 || len(rows[0]) < len(columns) || !slices.Equal(rows[0][:len(columns)], columns) {
		return nil, fmt.Errorf("columns are not %s", strings.Join(columns, ","))
	}
	return rows[1:], nil
}
