package service

import (
	"context"
	"errors"
	"os"

	"github.com/redeemkit/redeem/integration/database"
)

// ErrBackup is the error for a database that has a program of its own for
// backups.
var ErrBackup = errors.New("service: pg_dump copies a database of PostgreSQL")

// Backup copies the database into a new file while the service runs. The copy
// is the database at one moment. To restore it, open the copy with the same
// secret. Vouchers that were redeemed after that moment can then be redeemed
// again. Backup fails if the file exists, and with [ErrBackup] if the database
// is PostgreSQL.
func (s *Service) Backup(ctx context.Context, file string) error {
	if s.store.dialect.backup == "" {
		return ErrBackup
	}
	made, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // only its owner may read it
	if err != nil {
		return err
	}
	made.Close()
	if _, err := s.store.db.ExecContext(ctx, s.store.dialect.backup, file); err != nil {
		os.Remove(file)
		return database.Explain("back up the database", err)
	}
	return nil
}
