package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.content.IContentDescription;
import org.eclipse.core.runtime.content.IContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;

class ContentTypesTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private static String type(IFile file) throws CoreException {
        IContentDescription description = file.getContentDescription();
        return description == null ? null : description.getContentType().getId();
    }

    @Test
    void tellsCheckpointsByContent() throws Exception {
        try (TestProject project = new TestProject()) {
            for (String name : new String[] {"digits_traced.pt", "digits_buggy_scripted.pt"}) {
                assertEquals("org.lamina.eclipse.core.torchscript", type(project.demo(name)));
            }
            assertEquals("org.lamina.eclipse.core.onnx", type(project.demo("digits.onnx")));
        }
    }

    @Test
    void tellsFilesOfOtherFormatsByContentToo() throws Exception {
        try (TestProject project = new TestProject()) {
            assertEquals("org.lamina.eclipse.core.checkpoint", type(project.demo("samples.safetensors")));
            assertNull(type(project.write("shot.bin", "no checkpoint\n")));
            assertNull(type(project.write("cooked.params", "{\"x\": 1}\n")));
        }
    }

    @Test
    void takesNoTextForACheckpoint() throws Exception {
        try (TestProject project = new TestProject()) {
            assertNull(type(project.write("page.ts", "export const answer: number = 42;\n")));
            assertNull(type(project.write("notes.pt", "some notes\n")));
            assertNull(type(project.write("empty.onnx", "")));
        }
    }

    @Test
    void opensProgramsAsText() throws Exception {
        try (TestProject project = new TestProject()) {
            assertEquals("org.lamina.eclipse.core.python", type(project.write("net.py", "import torch\n")));
            assertEquals("org.lamina.eclipse.core.notebook", type(project.write("net.ipynb", "{}")));
            IContentType text = Platform.getContentTypeManager().getContentType("org.eclipse.core.runtime.text");
            for (String name : List.of("net.py", "net.ipynb")) {
                assertTrue(Platform.getContentTypeManager().findContentTypeFor(name).isKindOf(text));
            }
        }
    }
}
