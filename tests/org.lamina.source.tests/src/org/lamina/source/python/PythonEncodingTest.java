package org.lamina.source.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PythonEncodingTest {

    private static final String WORD = "\u00fcber";

    @Test
    void takesTheEncodingOfACommentInTheFirstTwoLines() {
        assertEquals(WORD, wordIn(StandardCharsets.ISO_8859_1, "# -*- coding: latin-1 -*-\n"));
        assertEquals(WORD, wordIn(Charset.forName("windows-1252"),
                "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n"));
        assertEquals(WORD, wordIn(StandardCharsets.UTF_8, "# coding: utf_8\n"));
    }

    @Test
    void takesUtf8WithoutOne() {
        assertEquals(WORD, wordIn(StandardCharsets.UTF_8, "import torch\n"));
        assertEquals(WORD, wordIn(StandardCharsets.UTF_8, "import torch\n\n# coding: latin-1\n"));
        assertEquals(WORD, wordIn(StandardCharsets.UTF_8, "# coding: no-such-charset\n"));
        assertEquals(WORD, wordIn(StandardCharsets.UTF_8, "# coding: -.-\n"));
        assertEquals(WORD, wordIn(StandardCharsets.UTF_8, "\ufeff# coding: latin-1\n"));
        assertEquals("", PythonEncoding.text(new byte[0]));
    }

    private static String wordIn(Charset charset, String head) {
        String text = PythonEncoding.text((head + WORD).getBytes(charset));
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
