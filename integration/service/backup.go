package service

import (
	"context"
	"os"

	"github.com/redeemkit/redeem/integration/database"
)

// Backup copies the database into a new file while the service runs. The copy
// is the database at one moment. To restore it, open the copy with the same
// secret. Vouchers that were redeemed after that moment can then be redeemed
// again. Backup fails if the file exists.
func (s *Service) Backup(ctx context.Context, file string) error {
	made, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // only its owner may read it
	if err != nil {
		return err
	}
	made.Close()
	if _, err := s.store.db.ExecContext(ctx, `VACUUM INTO $1`, file); err != nil {
		os.Remove(file)
		return database.Explain("back up the database", err)
	}
	return nil
}
