package org.lamina.formats.torchscript;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.formats.FileHead;

/** Tells PyTorch's zip archives by their first entry, which lies in the one folder at the top. */
final class PyTorchArchives {

    private static final int LOCAL_HEADER = 30;
    private static final Pattern ENTRY = Pattern.compile(
            "[^/]*/(data\\.pkl|data/\\d+|code/.*|constants/.*|constants\\.pkl|extra/.*|version|byteorder"
                    + "|\\.\\w+(/.*)?)");

    private PyTorchArchives() {
    }

    /** The name of the first entry below the folder, if the file looks like an archive of PyTorch. */
    static Optional<String> firstEntry(FileHead head) {
        if (!head.startsWith('P', 'K', 3, 4)) {
            return Optional.empty();
        }
        Matcher name = ENTRY.matcher(head.text(LOCAL_HEADER, (int) Math.min(4096, head.littleEndian(26, 2))));
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
