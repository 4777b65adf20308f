package io.graphrecall.generation;

import java.io.Serializable;

/**
 * Block of a generation file.
 *
 * @param file  file name within the generation
 * @param index position in the file: the block starts at byte {@code index * }{@link FileBlocks#BLOCK_BYTES}
 * @param bytes content; only the last block of a file may be shorter than the block size. Not copied
 */
public record Block(String file, int index, byte[] bytes) implements Serializable {

    public Block {
        FileNames.requireName(file);
        if (index < 0) {
            throw new IllegalArgumentException("block index is negative: " + index);
        }
        if (bytes.length > FileBlocks.BLOCK_BYTES) {
            throw new IllegalArgumentException("block has " + bytes.length + " bytes, at most "
                    + FileBlocks.BLOCK_BYTES + " are allowed");
        }
    }
}
