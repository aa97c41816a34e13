//go:build !race

package issue

const racing = false
