package database_test

import (
	"bytes"
	"database/sql"
	"errors"
	"log"
	"strings"
	"testing"
	"time"

	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/redeemkit/redeem"
	"github.com/redeemkit/redeem/integration/database"
)

// gormOrder is a model whose columns GORM makes.
type gormOrder struct {
	ID      uint
	Code    VoucherCode `gorm:"uniqueIndex"`
	Gift    redeem.Plain
	Spare   *VoucherCode
	Serial  redeem.Serial
	Country redeem.Region
}

func (gormOrder) TableName() string { return "orders" }

// gormSecret is a model of the same table for a program that only reads.
type gormSecret struct {
	ID   uint
	Code redeem.CodeOf[voucher]
}

func (gormSecret) TableName() string { return "orders" }

// openGORM opens a database in GORM. What GORM logs goes to the log, with the
// values left out: by default it writes them into its lines.
func openGORM(t *testing.T, db *sql.DB, dialect database.Dialect, to *bytes.Buffer) *gorm.DB {
	t.Helper()
	var dialector gorm.Dialector = sqlite.Dialector{Conn: db}
	if dialect == database.PostgreSQL {
		dialector = postgres.New(postgres.Config{Conn: db})
	}
	lines := logger.New(log.New(to, "", 0), logger.Config{LogLevel: logger.Info, SlowThreshold: time.Nanosecond, ParameterizedQueries: true})
	g, err := gorm.Open(dialector, &gorm.Config{Logger: lines})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestGORM has GORM make the columns of a model, write and read.
func TestGORM(t *testing.T) {
	each(t, func(t *testing.T, dialect database.Dialect, reopen func(...string) *sql.DB) {
		var logged bytes.Buffer
		g := openGORM(t, reopen(), dialect, &logged)
		if err := g.AutoMigrate(&gormOrder{}); err != nil {
			t.Fatal(err)
		}
		if err := g.AutoMigrate(&gormOrder{}); err != nil {
			t.Errorf("once more: %v", err)
		}
		columns, err := g.Migrator().ColumnTypes(&gormOrder{})
		if err != nil {
			t.Fatal(err)
		}
		sizes := map[string]int64{"code": redeem.MaxLen, "gift": redeem.MaxLen, "spare": redeem.MaxLen, "serial": redeem.MaxLen, "country": 2}
		for _, column := range columns {
			want, ok := sizes[column.Name()]
			if size, known := column.Length(); ok && (!strings.EqualFold(column.DatabaseTypeName(), "varchar") || known && size != want) {
				t.Errorf("%s is a %s of %d, %v; want varchar of %d", column.Name(), column.DatabaseTypeName(), size, known, want)
			}
			delete(sizes, column.Name())
		}
		if len(sizes) > 0 {
			t.Errorf("columns are missing: %v", sizes)
		}

		norway, err := redeem.ParseRegion("NO")
		if err != nil {
			t.Fatal(err)
		}
		serial, err := redeem.ParseSerial("6012345678901234")
		if err != nil {
			t.Fatal(err)
		}
		spare := mustVoucher(t, otherText)
		order := gormOrder{Code: mustVoucher(t, voucherText), Gift: redeem.Plain(redeem.MustParse("X000000000000000")), Spare: &spare, Serial: serial, Country: norway}
		empty := gormOrder{}
		for _, o := range []*gormOrder{&order, &empty} {
			if err := g.Create(o).Error; err != nil {
				t.Fatal(database.Explain("create", err))
			}
		}

		var got gormOrder
		err = g.Where("code = ?", order.Code).First(&got).Error
		if err != nil || got.Code != order.Code || got.Gift != order.Gift || got.Spare == nil || *got.Spare != spare || got.Serial != serial || got.Country != norway {
			t.Errorf("came back as %+v, %v", got, err)
		}
		got = gormOrder{}
		if err := g.Where(&gormOrder{Code: order.Code}).First(&got).Error; err != nil || got.ID != order.ID {
			t.Errorf("by example: %+v, %v", got, err)
		}
		got = gormOrder{} // GORM leaves a field as it is where a column is NULL
		if err := g.First(&got, empty.ID).Error; err != nil || got.Code != (VoucherCode{}) || got.Gift != (redeem.Plain{}) || got.Spare != nil || got.Country.IsValid() {
			t.Errorf("NULL came back as %+v, %v", got, err)
		}
		again := gormOrder{Code: order.Code}
		if err := database.Explain("create", g.Create(&again).Error); !errors.Is(err, database.ErrTaken) {
			t.Errorf("the same code: %v", err)
		}

		var secret gormSecret
		if err := g.First(&secret, order.ID).Error; err != nil || secret.Code.Code != redeem.Code(order.Code.Plain) {
			t.Errorf("a CodeOf: %v, %v", secret, err)
		}
		if err := g.Create(&gormSecret{Code: secret.Code}).Error; !errors.Is(err, redeem.ErrSecret) {
			t.Errorf("a CodeOf that would be written: %v", err)
		}
		if err := g.Where("code = ?", secret.Code).First(&gormSecret{}).Error; !errors.Is(err, redeem.ErrSecret) {
			t.Errorf("a CodeOf as a parameter: %v", err)
		}
		for _, text := range []string{voucherText, otherText} {
			if strings.Contains(logged.String(), text) {
				t.Errorf("GORM logs a code")
			}
		}
		if logged.Len() == 0 {
			t.Error("GORM logs nothing")
		}
	})
}
