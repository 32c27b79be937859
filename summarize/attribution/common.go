package attribution

// CommonWord reports whether English news commonly writes a word small: "officials", but not "Oslo". It knows the words
// that the training corpus shows at least twice.
func CommonWord(word string) bool { return embedded().common[hashWord(word)] }
