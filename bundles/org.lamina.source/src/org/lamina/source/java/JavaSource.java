package org.lamina.source.java;

import java.util.List;

import org.lamina.source.python.PythonSource;

/** Reads Java programs, where Eclipse's Java tools are there: they are part of some Eclipse IDEs only. */
public final class JavaSource {

    /** Brackets in brackets; those in comments and texts count too. */
    private static final int MAX_NESTING = 500;
    private static final boolean READABLE = isThere("org.eclipse.jdt.core.dom.ASTParser");

    private JavaSource() {
    }

    /**
     * Reads a program. Never fails: what is not Java is left out, and where there are no Java tools, everything is.
     *
     * @param file its path, as locations shall name it
     * @param text its text; line ends may be of any kind
     */
    public static PythonSource parse(String file, String text) {
        if (!READABLE || isNestedTooDeep(text)) {
            return PythonSource.ofJava(file, text, List.of());
        }
        try {
            return PythonSource.ofJava(file, text, new JavaUnit(text).statements());
        } catch (RuntimeException | StackOverflowError | LinkageError broken) {
            // torn programs break the parser at times, and it goes through nested expressions by recursion
            return PythonSource.ofJava(file, text, List.of());
        }
    }

    /** Whether so many brackets are open at once that the parser would be busy with them for seconds. */
    private static boolean isNestedTooDeep(String text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open = c == '(' || c == '{' || c == '[' ? open + 1
                    : c == ')' || c == '}' || c == ']' ? Math.max(0, open - 1) : open;
            if (open > MAX_NESTING) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, JavaSource.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }
}
