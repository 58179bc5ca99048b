package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.content.IContentDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.Checks;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;

/** Markers and what repairs replace are at the offsets of the text that an editor shows. */
class ProgramEncodingsTest {

    private static final String PROGRAM = """
            # Größe
            from tensorflow import keras

            model = keras.Sequential([
                keras.layers.Dense(512, activation="relu"),
                keras.layers.Dropout(0.8),  # Übung
                keras.layers.Dense(10, activation="softmax"),
            ])
            model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
            """;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private SourceChecks checks;
    private TestProject project;

    @BeforeEach
    void start() throws CoreException {
        checks = SourceChecks.of(ResourcesPlugin.getWorkspace(),
                new ProgramChecks(new Checks(List.of(new HighDropout()))));
        project = new TestProject();
    }

    @AfterEach
    void stop() throws Exception {
        checks.stop();
        project.close();
    }

    /** Asserts that a program is read as it was meant, and marked where it is to be mended. */
    private IFile assertMarked(byte[] mark, String text, Charset charset) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(mark);
        bytes.write(text.getBytes(charset));
        IFile file = project.write("train.py", bytes.toByteArray());
        TestProject.settle();
        assertEquals(text, ProgramText.of(file));
        IMarker finding = project.markers().get(0);
        assertTrue(text.lines().toList().get(finding.getAttribute(IMarker.LINE_NUMBER, 0) - 1).contains("Dropout"));
        assertTrue(text.substring(finding.getAttribute(IMarker.CHAR_START, 0)).startsWith("keras.layers.Dropout(0.8)"));
        IMarker edit = file.findMarkers(FindingMarkers.EDIT_TYPE, false, IResource.DEPTH_ZERO)[0];
        assertEquals("0.8", text.substring(edit.getAttribute(IMarker.CHAR_START, 0),
                edit.getAttribute(IMarker.CHAR_END, 0)));
        return file;
    }

    @Test
    void aByteOrderMarkIsNoLetter() throws Exception {
        assertMarked(IContentDescription.BOM_UTF_8, PROGRAM, StandardCharsets.UTF_8);
        assertMarked(IContentDescription.BOM_UTF_16LE, PROGRAM, StandardCharsets.UTF_16LE);
    }

    @Test
    void lineEndsAndTabsCountAsTheyAre() throws Exception {
        assertMarked(new byte[0], PROGRAM.replace("\n", "\r\n"), StandardCharsets.UTF_8);
        assertMarked(new byte[0], PROGRAM.replace("\n", "\r"), StandardCharsets.UTF_8);
        assertMarked(new byte[0], PROGRAM.replace("    ", "\t"), StandardCharsets.UTF_8);
    }

    @Test
    void aProgramIsReadInTheEncodingThatItDeclares() throws Exception {
        IFile file = assertMarked(new byte[0], "#!/usr/bin/env python\n# -*- coding: latin-1 -*-\n" + PROGRAM,
                StandardCharsets.ISO_8859_1);
        assertEquals("ISO-8859-1", file.getCharset());
        assertMarked(new byte[0], "# vim: set fileencoding=cp1252 :\n" + PROGRAM, Charset.forName("windows-1252"));
    }

    @Test
    void aProgramThatDeclaresNothingIsInUtf8WhateverTheProjectIsIn() throws Exception {
        project.project().setDefaultCharset("ISO-8859-1", null);
        assertEquals("UTF-8", assertMarked(new byte[0], PROGRAM, StandardCharsets.UTF_8).getCharset());
        assertEquals("UTF-8", assertMarked(new byte[0], "# coding: no-such-thing\n" + PROGRAM,
                StandardCharsets.UTF_8).getCharset());
        assertEquals("UTF-8", assertMarked(new byte[0], "import os\n\n# coding: latin-1\n" + PROGRAM,
                StandardCharsets.UTF_8).getCharset());
    }

    @Test
    void theEncodingOfTheFileItselfGoesBeforeWhatItDeclares() throws Exception {
        IFile file = assertMarked(new byte[0], "# coding: latin-1\n" + PROGRAM, StandardCharsets.ISO_8859_1);
        file.setCharset("UTF-8", null);
        assertMarked(new byte[0], "# coding: latin-1\n" + PROGRAM, StandardCharsets.UTF_8);
    }
}
