package org.lamina.figure.glyph;

import java.util.Optional;
import org.lamina.model.LayerKind;
import org.lamina.model.UnitOfAnalysis;

/**
 * What one shape of the figure stands for.
 *
 * @param id unique in the figure
 * @param role what it is
 * @param type its type, which gives its colour and its entry in the legend
 * @param kind the family of its type
 * @param title what it is, in words
 * @param unit the unit it stands for, if it is one
 * @param in the extent of its first input
 * @param out the extent of its output
 */
record Part(String id, Role role, String type, LayerKind kind, String title, Optional<UnitOfAnalysis> unit, Extent in,
        Extent out) {

    /** What a part is in the network. */
    enum Role {
        INPUT, LAYER, GROUP, SPLIT
    }

    /** Whether its layer treats a value element by element, as a normalisation or an activation does. */
    boolean isByValue() {
        return kind == LayerKind.NORMALISATION || kind == LayerKind.ACTIVATION;
    }
}
