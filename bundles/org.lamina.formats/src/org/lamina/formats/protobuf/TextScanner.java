package org.lamina.formats.protobuf;

import java.nio.charset.StandardCharsets;

/** Cuts the text format of Protocol Buffers into tokens. */
final class TextScanner {

    /** The kinds of tokens. */
    enum Token {
        /** A name of a field or constant. */
        NAME,
        /** A number without its sign. */
        NUMBER,
        /** A quoted text with its quotes. */
        STRING,
        /** One other character. */
        SIGN,
        /** The end of the text. */
        END
    }

    private final byte[] text;
    private Token token;
    private int start;
    private int end;

    /** Stands on the first token afterwards. */
    TextScanner(byte[] text) throws WireFormatException {
        this.text = text;
        boolean hasMark = text.length > 2 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
        end = hasMark ? 3 : 0;
        next();
    }

    /** The kind of the current token. */
    Token token() {
        return token;
    }

    /** The current token as it is written. */
    String text() {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Whether the current token is this character. */
    boolean is(char sign) {
        return token == Token.SIGN && text[start] == sign;
    }

    /** Goes to the next token if the current one is this character; tells whether it was. */
    boolean skip(char sign) throws WireFormatException {
        boolean is = is(sign);
        if (is) {
            next();
        }
        return is;
    }

    /** Goes to the next token. */
    void next() throws WireFormatException {
        start = blanks(end);
        end = start;
        if (start == text.length) {
            token = Token.END;
            return;
        }
        int first = text[start];
        if (isLetter(first)) {
            token = Token.NAME;
            word();
        } else if (isDigit(first) || first == '.' && start + 1 < text.length && isDigit(text[start + 1])) {
            token = Token.NUMBER;
            number();
        } else if (first == '"' || first == '\'') {
            token = Token.STRING;
            quoted(first);
        } else {
            token = Token.SIGN;
            end++;
        }
    }

    /** The place after blanks and comments. */
    private int blanks(int from) {
        int at = from;
        while (at < text.length && (text[at] == '#' || text[at] >= 0 && text[at] <= ' ')) {
            if (text[at] == '#') {
                while (at < text.length && text[at] != '\n') {
                    at++;
                }
            } else {
                at++;
            }
        }
        return at;
    }

    private void word() {
        while (end < text.length && (isLetter(text[end]) || isDigit(text[end]))) {
            end++;
        }
    }

    /** A sign belongs to a number only behind its exponent. */
    private void number() {
        boolean isHexadecimal = text[start] == '0' && start + 1 < text.length && (text[start + 1] | 0x20) == 'x';
        while (end < text.length) {
            int next = text[end];
            boolean isExponentSign = (next == '+' || next == '-') && end > start && !isHexadecimal
                    && (text[end - 1] | 0x20) == 'e';
            if (!isLetter(next) && !isDigit(next) && next != '.' && !isExponentSign) {
                return;
            }
            end++;
        }
    }

    private void quoted(int quote) throws WireFormatException {
        end++;
        while (end < text.length && text[end] != quote && text[end] != '\n') {
            end += text[end] == '\\' ? 2 : 1;
        }
        if (end >= text.length || text[end] != quote) {
            end = Math.min(end, text.length);
            throw new WireFormatException("the end of a quoted text", "none up to the end of line " + line());
        }
        end++;
    }

    /** Appends the bytes that the current quoted text stands for. */
    void unquote(WireBuffer into) throws WireFormatException {
        int last = end - 1;
        int at = start + 1;
        while (at < last) {
            int next = text[at++];
            if (next != '\\') {
                into.write(next);
                continue;
            }
            int kind = text[at++];
            if (kind >= '0' && kind <= '7') {
                int value = kind - '0';
                for (int i = 0; i < 2 && at < last && text[at] >= '0' && text[at] <= '7'; i++) {
                    value = value * 8 + text[at++] - '0';
                }
                into.write(value);
            } else if (kind == 'x' || kind == 'X') {
                int digits = hexadecimals(at, Math.min(last, at + 2));
                into.write(Integer.parseInt(digits(at, digits), 16));
                at += digits;
            } else if (kind == 'u' || kind == 'U') {
                int length = kind == 'u' ? 4 : 8;
                if (hexadecimals(at, Math.min(last, at + length)) < length) {
                    throw unexpected("a character of " + length + " hexadecimal digits");
                }
                into.write(character(Long.parseLong(digits(at, length), 16)));
                at += length;
            } else {
                into.write(plain(kind));
            }
        }
    }

    private String digits(int at, int count) throws WireFormatException {
        if (count == 0) {
            throw unexpected("hexadecimal digits after \\x");
        }
        return new String(text, at, count, StandardCharsets.ISO_8859_1);
    }

    private int hexadecimals(int from, int limit) {
        int at = from;
        while (at < limit && Character.digit(text[at], 16) >= 0) {
            at++;
        }
        return at - from;
    }

    private byte[] character(long code) throws WireFormatException {
        if (code > Character.MAX_CODE_POINT) {
            throw unexpected("a character of Unicode");
        }
        return Character.toString((int) code).getBytes(StandardCharsets.UTF_8);
    }

    private int plain(int kind) throws WireFormatException {
        return switch (kind) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case '\\', '\'', '"', '?' -> kind;
            default -> throw unexpected("an escape sequence of the text format");
        };
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The line of the current token, from 1. */
    int line() {
        int line = 1;
        for (int i = 0; i < start; i++) {
            line += text[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** The error that something else was expected where the current token stands. */
    WireFormatException unexpected(String expected) {
        String found = text();
        return new WireFormatException(expected, (token == Token.END ? "the end of the text"
                : found.length() > 40 ? found.substring(0, 40) + "..." : found) + " in line " + line());
    }
}
