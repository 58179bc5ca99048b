package org.lamina.eclipse.core;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.core.runtime.QualifiedName;
import org.eclipse.core.runtime.content.IContentDescriber;
import org.eclipse.core.runtime.content.IContentDescription;
import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;

/**
 * Tells by content whether a file is a checkpoint, of one format or of any: of two files {@code x.ts}, one may be a
 * program.
 */
public final class CheckpointDescriber implements IContentDescriber, IExecutableExtension {

    private Optional<String> format = Optional.empty();

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        format = Optional.ofNullable((String) data);
    }

    @Override
    public int describe(InputStream contents, IContentDescription description) throws IOException {
        FileHead head = FileHead.of(contents);
        for (CheckpointReader reader : LaminaCore.readers().all()) {
            if (format.map(reader.format()::equals).orElse(true) && reader.match(head)) {
                return VALID;
            }
        }
        return INVALID;
    }

    @Override
    public QualifiedName[] getSupportedOptions() {
        return new QualifiedName[0];
    }
}
