package org.lamina.formats.pytorch;

import java.util.regex.Pattern;

import org.lamina.formats.FileHead;

/** Tells PyTorch's zip archives by their first entry, which lies in the one folder at the top. */
public final class ArchiveHead {

    private static final int LOCAL_HEADER = 30;
    private static final int NAME_LIMIT = 4096;
    private static final Pattern ENTRY = Pattern.compile(
            "[^/]*/(data\\.pkl|data/\\d+|code/.*|constants/.*|constants\\.pkl|extra/.*|version|byteorder"
                    + "|model\\.json|tensors/\\d+|libs/.*|attributes\\.pkl"
                    + "|\\.\\w+(/.*)?)");

    private ArchiveHead() {
    }

    /** Whether the file looks like an archive of PyTorch, with TorchScript in it or not. */
    public static boolean matches(FileHead head) {
        return ENTRY.matcher(firstEntry(head)).matches();
    }

    /**
     * Whether such an archive seems to hold TorchScript. Only what {@code torch.save} writes begins with its pickle,
     * and what {@code torch.jit.save} writes of a module without tensors; that has its code near the beginning.
     */
    public static boolean seemsToHaveCode(FileHead head) {
        String beginning = head.text(0, FileHead.LIMIT);
        return !firstEntry(head).endsWith("/data.pkl") || beginning.contains("/constants.pkl")
                || beginning.contains("/code/__torch__");
    }

    /** The name of the first entry of a zip archive; empty if it is none. */
    public static String firstEntry(FileHead head) {
        return head.startsWith('P', 'K', 3, 4)
                ? head.text(LOCAL_HEADER, (int) Math.min(NAME_LIMIT, head.littleEndian(26, 2))) : "";
    }
}
