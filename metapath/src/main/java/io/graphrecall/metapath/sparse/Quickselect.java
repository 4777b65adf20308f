package io.graphrecall.metapath.sparse;

/** Selection by rank without sorting, in linear time on average (Hoare 1961, "Find"). */
public final class Quickselect {

    private Quickselect() {}

    /**
     * Moves the number of a rank among the first numbers of an array to its sorted index, no larger ones before it and no
     * smaller ones after it.
     *
     * @param size number of numbers
     * @param rank from 0, below {@code size}
     */
    public static void select(long[] numbers, int size, int rank) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = median(numbers[low], numbers[(low + high) >>> 1], numbers[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (numbers[left] < pivot) {
                    left++;
                }
                while (numbers[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long swapped = numbers[left];
                    numbers[left++] = numbers[right];
                    numbers[right--] = swapped;
                }
            }
            if (rank <= right) {
                high = right;
            } else if (rank >= left) {
                low = left;
            } else {
                return;
            }
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
