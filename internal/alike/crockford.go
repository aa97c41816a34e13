package alike

// Crockford has the pairs of SupportArticle, and those that Douglas Crockford's
// Base32 reads without a doubt, because its alphabet has no I, L and O.
var Crockford = Model{
	Edges: [128][]Edge{
		'0': {{'0', 0}, {'O', 1}},
		'2': {{'2', 0}, {'Z', 1}},
		'3': {{'3', 0}, {'E', 1}},
		'5': {{'5', 0}, {'S', 1}},
		'6': {{'6', 0}, {'G', 1}},
		'8': {{'8', 0}, {'B', 1}},
		'B': {{'B', 0}, {'8', 1}},
		'D': {{'D', 0}, {'O', 1}},
		'E': {{'E', 0}, {'3', 1}},
		'G': {{'G', 0}, {'6', 1}},
		'I': {{'I', 0}, {'1', 0}},
		'L': {{'L', 0}, {'1', 0}},
		'O': {{'O', 0}, {'0', 0}, {'D', 1}, {'Q', 1}},
		'Q': {{'Q', 0}, {'O', 1}},
		'S': {{'S', 0}, {'5', 1}},
		'U': {{'U', 0}, {'V', 1}},
		'V': {{'V', 0}, {'U', 1}},
		'Z': {{'Z', 0}, {'2', 1}},
	},
	Classes: [128]byte{
		'0': '0', 'D': '0', 'O': '0', 'Q': '0',
		'1': '1', 'I': '1', 'L': '1',
		'2': '2', 'Z': '2', '3': '3', 'E': '3', '5': '5', 'S': '5',
		'6': '6', 'G': '6', '8': '8', 'B': '8', 'U': 'U', 'V': 'U',
	},
	Dropped: 3, Added: 3, Doubled: 1, Swapped: 3,
}
