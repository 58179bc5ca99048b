package org.lamina.source.java;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.source.python.TextRange;

/**
 * A word, number, string or sign of a Java program (JLS 17, chapter 3); comments are left out.
 *
 * @param text as it is written
 */
record JavaToken(String text, TextRange range) {

    private static final Pattern TOKEN = Pattern.compile(
            "(?<skip>\\s+|//[^\\r\\n]*|/\\*(?s:.*?)(?:\\*/|\\z))"
                    + "|\"\"\"(?s:.*?)(?:\"\"\"|\\z)|\"(?:\\\\.|[^\"\\\\\\r\\n])*+\"?|'(?:\\\\.|[^'\\\\\\r\\n])*+'?"
                    + "|[\\p{L}_$][\\p{L}\\p{N}_$]*+|\\.?\\d(?:[eEpP][+-]|[\\w.])*+|::|->|(?s:.)");

    /** The tokens of a text; any text can be cut. */
    static List<JavaToken> all(String text) {
        List<JavaToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int line = 1;
        int lineStart = 0;
        while (matcher.find()) {
            if (matcher.group("skip") == null) {
                tokens.add(new JavaToken(matcher.group(), new TextRange(matcher.start(),
                        matcher.end() - matcher.start(), line, matcher.start() - lineStart + 1)));
            }
            for (int i = matcher.start(); i < matcher.end(); i++) {
                if (text.charAt(i) == '\n' || text.charAt(i) == '\r' && !text.startsWith("\n", i + 1)) {
                    line++;
                    lineStart = i + 1;
                }
            }
        }
        return tokens;
    }

    boolean is(String sign) {
        return text.equals(sign);
    }

    boolean isWord() {
        return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_' || text.charAt(0) == '$';
    }

    boolean isNumber() {
        return Character.isDigit(text.charAt(0)) || text.length() > 1 && text.charAt(0) == '.';
    }
}
