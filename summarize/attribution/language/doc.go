// Package language holds what is known of each language that Parley reads: the classes of its words, its traits, and how
// its words end, in one readable file a language (words/). What a class means is the reader's business: it names the
// sections that it knows, and the files may have others. Start with [Open], then [Set.Choose].
package language
