package inventory

import "github.com/redeemkit/redeem/internal/audit"

// common is shared by all functions that run on workers.
type common struct {
	Settings settings
	rules    *audit.Rules
	records  records
}

// Setup makes the rules.
func (c *common) Setup() error {
	rules, format, err := c.Settings.Rules.make()
	if err != nil {
		return err
	}
	c.rules, c.records = rules, newRecords(format)
	return nil
}

// addEntry adds an entry to the batch for a key.
func (c *common) addEntry(b *batches, key int, e entry) {
	b.set(key, c.records.appendEntry(b.batch(key), e))
}

// addFinding adds a finding to the batch for the shard that it is written in.
func (c *common) addFinding(b *batches, f audit.Finding) {
	key := placeFrom(f.Place).block() / c.Settings.ShardBlocks
	b.set(key, c.records.appendFinding(b.batch(key), f))
}

// entries calls do with all entries in a number of batches.
func (c *common) entries(batches func(*[]byte) bool, do func(entry)) error {
	var batch []byte
	for batches(&batch) {
		if err := c.records.entries(batch, do); err != nil {
			return err
		}
	}
	return nil
}
