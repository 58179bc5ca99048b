package org.lamina.source.python;

/**
 * Finds where a string literal ends. A string in single quotes ends with its line at the latest, one in triple quotes
 * with the text. Inside the braces of an f-string, quotes start strings of their own (as since Python 3.12); where that
 * reading finds no end in the line, the first closing quote counts, so that time stays linear.
 */
final class StringScanner {

    private final String text;
    /** Lines up to here have been found to hold an f-string that can't be read with nested strings. */
    private int plainUpTo;

    StringScanner(String text) {
        this.text = text;
    }

    /** Whether a string literal starts here, prefix included. */
    boolean startsAt(int position) {
        return quote(position) >= 0;
    }

    /** The offset after the string literal that starts here. */
    int end(int position) {
        int quote = quote(position);
        char mark = text.charAt(quote);
        if (text.startsWith(String.valueOf(mark).repeat(3), quote)) {
            return tripleEnd(quote + 3, mark);
        }
        if (isFormatted(position, quote) && position >= plainUpTo) {
            int end = formattedEnd(quote + 1, mark);
            if (end >= 0) {
                return end;
            }
            plainUpTo = lineEnd(position);
        }
        return plainEnd(quote + 1, mark);
    }

    static boolean isFormatted(CharSequence prefix) {
        return prefix.chars().anyMatch(c -> "fFtT".indexOf(c) >= 0);
    }

    private boolean isFormatted(int from, int quote) {
        return isFormatted(text.substring(from, quote));
    }

    /** The offset of the opening quote if a literal starts here, else -1. */
    private int quote(int position) {
        int at = position;
        while (at < text.length() && at < position + 3) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                return at;
            }
            if ("rRbBuUfFtT".indexOf(c) < 0) {
                return -1;
            }
            at++;
        }
        return -1;
    }

    private int tripleEnd(int from, char mark) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == mark && text.startsWith(String.valueOf(mark).repeat(3), at)) {
                return at + 3;
            }
        }
        return text.length();
    }

    private int plainEnd(int from, char mark) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at += text.startsWith("\r\n", at + 1) ? 2 : 1;
            } else if (c == mark) {
                return at + 1;
            } else if (c == '\n' || c == '\r') {
                return at;
            }
        }
        return text.length();
    }

    /**
     * The end with nested strings; -1 if the line ends first. Keeps the open quotes and braces on an explicit stack.
     */
    private int formattedEnd(int from, char mark) {
        StringBuilder open = new StringBuilder().append(mark);
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            char inner = open.charAt(open.length() - 1);
            boolean inString = inner != '{';
            if (c == '\n' || c == '\r') {
                return -1;
            } else if (c == '\\') {
                at++;
            } else if (inString && c == inner) {
                open.setLength(open.length() - 1);
                if (open.isEmpty()) {
                    return at + 1;
                }
            } else if (c == '{') {
                if (inString && text.startsWith("{{", at)) {
                    at++;
                } else {
                    open.append('{');
                }
            } else if (!inString && c == '}') {
                open.setLength(open.length() - 1);
            } else if (!inString && (c == '"' || c == '\'')) {
                open.append(c);
            }
        }
        return -1;
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }
}
