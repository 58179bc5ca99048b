package org.lamina.checks.program;

import org.lamina.source.program.Program;

/** Reads the programs of one language. */
@FunctionalInterface
public interface ProgramReader {

    /**
     * What a program says of networks and their training. Never fails: what is not understood is left out.
     *
     * @param file its path, as locations shall name it
     * @param text its text; line ends may be of any kind
     */
    Program read(String file, String text);
}
