package org.lamina.architecture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source as text. */
final class JavaText {

    private static final Pattern NOT_CODE = Pattern.compile("//[^\\n]*|/\\*.*?\\*/"
            + "|\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'", Pattern.DOTALL);

    private JavaText() {
    }

    /** The code without what comments and literals say; lines stay where they are. */
    static String code(String source) {
        Matcher matcher = NOT_CODE.matcher(source);
        return matcher.replaceAll(match -> {
            String kept = match.group().startsWith("/") ? "" : "\"\"";
            return kept + "\n".repeat((int) match.group().chars().filter(c -> c == '\n').count());
        });
    }

    static int line(String text, int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
