package org.lamina.source.program;

import org.lamina.source.java.JavaSource;
import org.lamina.source.program.following.Follower;
import org.lamina.source.python.PythonSource;

/** Reads programs. */
public final class Programs {

    private Programs() {
    }

    /**
     * What a program says of networks and their training. Never fails: what is not understood is left out.
     *
     * @param file its path, as locations shall name it; the ending tells the language
     * @param text its text; line ends may be of any kind
     */
    public static Program read(String file, String text) {
        if (file.endsWith(".java")) {
            return text.contains("ai.djl") ? read(JavaSource.parse(file, text)) : Program.empty(file, text);
        }
        return file.endsWith(".py") ? read(PythonSource.parse(file, text)) : Program.empty(file, text);
    }

    /** What a program says. */
    public static Program read(PythonSource source) {
        return Follower.follow(source);
    }
}
