package org.lamina.ui.graph.commands;

import java.nio.charset.StandardCharsets;
import org.eclipse.swt.dnd.ByteArrayTransfer;
import org.eclipse.swt.dnd.TransferData;

/** Passes SVG to programs that ask the clipboard for it, as Inkscape does. */
public final class SvgTransfer extends ByteArrayTransfer {

    /** The only one. */
    public static final SvgTransfer INSTANCE = new SvgTransfer();

    /** The media type (SVG 1.1, appendix P), which Linux and Windows take as it is; macOS has a name of its own. */
    private static final String[] NAMES = {"image/svg+xml", "public.svg-image"};
    private static final int[] IDS = {registerType(NAMES[0]), registerType(NAMES[1])};

    private SvgTransfer() {
    }

    @Override
    protected void javaToNative(Object object, TransferData data) {
        super.javaToNative(object == null ? null : ((String) object).getBytes(StandardCharsets.UTF_8), data);
    }

    @Override
    protected Object nativeToJava(TransferData data) {
        return super.nativeToJava(data) instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : null;
    }

    @Override
    protected String[] getTypeNames() {
        return NAMES.clone();
    }

    @Override
    protected int[] getTypeIds() {
        return IDS.clone();
    }
}
