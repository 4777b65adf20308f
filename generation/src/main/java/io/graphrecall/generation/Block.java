package io.graphrecall.generation;

/**
 * A piece of a file of a generation.
 *
 * @param file  name of the file within its generation
 * @param index which piece it is: it begins at byte {@code index * }{@link FileBlocks#BLOCK_BYTES}
 * @param bytes the content; full but for the last block of a file. Not copied
 */
public record Block(String file, int index, byte[] bytes) {

    public Block {
        FileNames.requireName(file);
        if (index < 0) {
            throw new IllegalArgumentException("index of a block is negative: " + index);
        }
        if (bytes.length > FileBlocks.BLOCK_BYTES) {
            throw new IllegalArgumentException("a block of " + bytes.length + " bytes, at most "
                    + FileBlocks.BLOCK_BYTES + " are allowed");
        }
    }
}
