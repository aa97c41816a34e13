package service

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/redeemkit/redeem/integration/database"
	"github.com/redeemkit/redeem/integration/internal/postgres"
)

// TestFullDisk orders vouchers until the disk has no room, from different
// amounts that are left. The order must leave none, or those that are counted,
// and nothing may be lost once there is room again. Then the order is carried out
// under the same key. SQLite's log of writes is on this disk, and is what finds no
// room.
func TestFullDisk(t *testing.T) { each(t, testFullDisk) }

func testFullDisk(t *testing.T, on kind) {
	for _, leave := range []int64{0, 96 << 10, 1 << 20, 5 << 20} {
		t.Run(fmt.Sprint(leave), func(t *testing.T) {
			disk, fill, free := smallDisk(t, "16m")
			p := on.onDisk(t, disk)
			s, log := newService(t, on, func(c *Config) { c.Database = p.address })
			codes := mustIssue(t, s, 20)
			spent := spend(s, codes[0], "before")
			fill(leave)
			issued, key := orderUntil(t, s, http.StatusInsufficientStorage)
			if during := spend(s, codes[1], "during"); during.sent != 200 && during.sent != http.StatusInsufficientStorage {
				t.Errorf("redeeming: %d %s, want 200 or 507", during.sent, during.body)
			}
			left := count(t, s) - len(codes) - len(issued)
			if t.Logf("%d orders; %d vouchers are left, %d are counted", len(issued)/maxIssue, left, counted(s)); left != counted(s) {
				t.Error("that is not the same")
			}
			if !strings.Contains(log.String(), database.ErrFull.Error()) {
				t.Errorf("the log does not say that the disk is full:\n%s", log)
			}
			free()
			again := orderUnder(s, maxIssue, key)
			if again.sent != 201 || len(again.Codes) != maxIssue || count(t, s) != len(codes)+len(issued)+maxIssue || counted(s) != 0 {
				t.Errorf("the order again: %d %s; %d vouchers, %d are counted", again.sent, again.Title, count(t, s), counted(s))
			}
			noneLost(t, s, log, append(codes, sample(issued)...), spent)
		})
	}
}

// orderUntil orders vouchers until an order is refused, with one of the statuses.
// It returns the codes that it got, and the key of that order.
func orderUntil(t *testing.T, s http.Handler, statuses ...int) (issued []string, key string) {
	t.Helper()
	for i := range 100 {
		key = fmt.Sprint("full ", i)
		a := orderUnder(s, maxIssue, key)
		if a.sent == 201 && len(a.Codes) == maxIssue {
			issued = append(issued, a.Codes...)
			continue
		}
		for _, status := range statuses {
			if a.sent == status && len(a.Codes) == 0 {
				return issued, key
			}
		}
		t.Fatalf("issuing: %d %s, want %d", a.sent, a.Title, statuses)
	}
	t.Fatal("the disk does not become full")
	return nil, ""
}

// sample returns a few codes, the last one among them.
func sample(codes []string) (some []string) {
	for i := len(codes) - 1; i >= 0; i -= 97 {
		some = append(some, codes[i])
	}
	return some
}

// TestFullLog fills the disk of PostgreSQL's log of writes. The server then stops
// itself. Whoever asks the service is told that it is busy, until there is room
// and the server is started again. Nothing that was answered is lost, and the
// order is carried out under the same key.
func TestFullLog(t *testing.T) {
	disk, fill, free := smallDisk(t, "64m")
	dsn := postgres.Start(t, filepath.Join(disk, "wal"))
	p := place{kind: onPostgreSQL, address: postgres.URLOn(t, dsn)}
	s, log := newService(t, onPostgreSQL, func(c *Config) { c.Database = p.address })
	var data string
	query(t, s.store.db, &data, "SHOW data_directory")
	codes := mustIssue(t, s, 20)
	spent := spend(s, codes[0], "before")
	fill(0)
	issued, key := orderUntil(t, s, http.StatusServiceUnavailable, http.StatusInsufficientStorage)
	t.Logf("%d orders were carried out", len(issued)/maxIssue)
	if during := spend(s, codes[1], "during"); during.sent != http.StatusServiceUnavailable && during.sent != http.StatusInsufficientStorage && during.sent != 200 {
		t.Errorf("redeeming: %d %s", during.sent, during.body)
	}
	if a := do(s, "GET", "/health", ""); a.sent != http.StatusServiceUnavailable && a.sent != 200 { // the server tries to recover
		t.Errorf("health: %d %s", a.sent, a.body)
	}
	free()
	for tries := 0; do(s, "GET", "/health", "").sent != 200; tries++ {
		if tries == 60 {
			t.Fatal("the service does not recover")
		}
		startAgain(t, data)
		time.Sleep(time.Second)
	}
	left := count(t, s) - len(codes) - len(issued)
	if t.Logf("%d vouchers are left, %d are counted", left, counted(s)); left != counted(s) {
		t.Error("that is not the same")
	}
	again := orderUnder(s, maxIssue, key)
	if again.sent != 201 || len(again.Codes) != maxIssue || count(t, s) != len(codes)+len(issued)+maxIssue || counted(s) != 0 {
		t.Errorf("the order again: %d %s; %d vouchers, %d are counted", again.sent, again.Title, count(t, s), counted(s))
	}
	noneLost(t, s, log, append(codes, sample(issued)...), spent)
}

// startAgain starts the server of a folder again as it was started before, unless
// it has recovered by itself.
func startAgain(t *testing.T, data string) {
	t.Helper()
	line, err := os.ReadFile(filepath.Join(data, "postmaster.opts"))
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(data)
	if err != nil {
		t.Fatal(err)
	}
	_, options, _ := strings.Cut(strings.TrimSpace(string(line)), " ")
	cmd := exec.Command(programPath(t, "pg_ctl"), "-D", data, "-l", filepath.Join(filepath.Dir(data), "again.log"), "-w", "-o", options, "start")
	cmd.Dir = "/" // the server may not look into the folder of the test
	if owner := info.Sys().(*syscall.Stat_t); int(owner.Uid) != os.Getuid() {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: owner.Uid, Gid: owner.Gid}}
	}
	if err := cmd.Run(); err != nil {
		t.Logf("the server is not started again, perhaps because it runs: %v", err)
	}
}
