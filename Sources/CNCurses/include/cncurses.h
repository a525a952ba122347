typedef int cn_room;
